-- what: the key (a, id) silently becomes (id)
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY ai (a, id));
INSERT INTO t VALUES (0,1),(1,NULL);
-- statement
ALTER TABLE t DROP COLUMN a;
