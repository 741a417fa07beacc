-- what: another default for tables to come; tables that are there keep theirs
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (1,'é'),(2,NULL);
-- statement
ALTER DATABASE c CHARACTER SET latin1;
-- statement
ALTER SCHEMA c2 DEFAULT CHARACTER SET = utf8mb3 DEFAULT COLLATE = utf8mb3_bin;
-- statement
-- what: without a name: the default schema
ALTER DATABASE COLLATE utf8mb4_unicode_ci;
