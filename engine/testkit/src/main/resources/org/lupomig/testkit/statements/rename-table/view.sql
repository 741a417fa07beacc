-- what: a view's name, and a sequence's
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
CREATE SEQUENCE s START WITH 7;
-- statement
RENAME TABLE v TO v2;
-- statement
RENAME TABLE s TO s2;
