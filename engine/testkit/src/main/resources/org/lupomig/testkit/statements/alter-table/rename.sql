-- what: a table's name, and schema
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(2,NULL);
-- statement
ALTER TABLE t RENAME TO t2;
-- statement
ALTER TABLE t RENAME AS `t 2`;
-- statement
ALTER TABLE t RENAME = t2;
-- statement
ALTER TABLE t RENAME c2.t;
-- statement
ALTER TABLE c.t ADD COLUMN x INT DEFAULT 1, RENAME TO c2.moved;
