-- what: into another schema
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
RENAME TABLE t TO c2.t;
-- statement
RENAME TABLE c.t TO c2.t, c2.t TO c.t3;
