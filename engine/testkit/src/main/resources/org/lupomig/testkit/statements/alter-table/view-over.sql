-- what: a view stands over the table
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT);
CREATE VIEW v AS SELECT id, a FROM t;
INSERT INTO t VALUES (0,1),(1,NULL);
-- statement
ALTER TABLE t DROP COLUMN a;
-- statement
ALTER TABLE t RENAME COLUMN a TO b;
