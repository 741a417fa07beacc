-- what: a column with values is dropped
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20) NOT NULL DEFAULT 'q', c BLOB);
INSERT INTO t VALUES (0,1,'',x'00FF'),(1,NULL,'é',NULL),(2,-3,'x','');
-- statement
ALTER TABLE t DROP COLUMN b;
-- statement
ALTER TABLE t DROP a, DROP COLUMN c;
-- statement
ALTER TABLE t DROP COLUMN c RESTRICT;
