-- what: tables that cannot be dropped
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
-- statement
-- refused: 1051
DROP TABLE missing;
-- statement
-- refused: 4092
DROP VIEW t;
-- statement
-- refused: 1965
DROP TABLE v;
-- statement
-- refused: 1051
DROP TABLE c99.t;
-- statement
-- refused: 1064
DROP TABLE;
-- statement
-- refused: 1051
DROP TEMPORARY TABLE t;
