-- what: queries that cannot be
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,'');
-- statement
-- refused: 1146
SELECT * FROM missing;
-- statement
-- refused: 1054
SELECT missing FROM t;
-- statement
-- refused: 1052
SELECT id FROM t JOIN t AS x;
-- statement
-- refused: 1064
SELEKT 1;
-- statement
-- refused: 1064
SELECT FROM t;
-- statement
-- refused: 1305
SELECT no_such_function(1);
-- statement
-- refused: 1222
SELECT 1 UNION SELECT 1, 2;
-- statement
-- refused: 1046
-- what: a table without a schema, where there is no default one
CREATE DATABASE c3;
USE c3;
DROP DATABASE c3;
SELECT * FROM t;
