-- what: views are dropped
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
CREATE VIEW c2.v AS SELECT id FROM c.v;
-- statement
DROP VIEW v;
-- statement
DROP VIEW v, c2.v CASCADE;
-- statement
DROP VIEW IF EXISTS v, missing;
-- statement
DROP VIEW IF EXISTS missing RESTRICT;
