-- what: the view over the table stays
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
-- statement
DROP TABLE t;
