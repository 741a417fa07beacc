-- what: questions to the server
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
CREATE VIEW v AS SELECT id FROM t;
CREATE PROCEDURE p() SELECT 1;
-- statement
SHOW TABLES;
-- statement
SHOW FULL TABLES FROM c LIKE 't%';
-- statement
SHOW CREATE TABLE t;
-- statement
SHOW FULL COLUMNS FROM t IN c WHERE Field = 'id';
-- statement
SHOW INDEX FROM t;
-- statement
SHOW CREATE PROCEDURE p;
-- statement
SHOW GLOBAL VARIABLES LIKE 'sql_mode';
-- statement
SHOW WARNINGS LIMIT 5;
-- statement
SHOW GRANTS FOR CURRENT_USER;
-- statement
SHOW FULL PROCESSLIST;
-- statement
SHOW TABLE STATUS FROM c;
-- statement
DESCRIBE t;
-- statement
DESC t n;
-- statement
HELP 'SELECT';
