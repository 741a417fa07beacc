-- what: views that cannot be
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
-- statement
-- refused: 1050
CREATE VIEW v AS SELECT 1;
-- statement
-- refused: 1050
CREATE VIEW t AS SELECT 1;
-- statement
-- refused: 1146
CREATE VIEW v2 AS SELECT * FROM missing;
-- statement
-- refused: 1054
CREATE VIEW v2 AS SELECT missing FROM t;
-- statement
-- refused: 1353
CREATE VIEW v2 (a, b) AS SELECT id FROM t;
-- statement
-- refused: 1347
ALTER VIEW t AS SELECT 1;
-- statement
-- refused: 4092
DROP VIEW missing;
-- statement
-- refused: 4092
-- traits: partial
DROP VIEW v, missing;
-- statement
-- refused: 1347
CREATE OR REPLACE VIEW t AS SELECT 1 AS one;
-- statement
-- refused: 1351
CREATE VIEW v2 AS SELECT @x AS x;
