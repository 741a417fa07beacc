-- what: one action of several cannot be, and none is done
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a));
INSERT INTO t VALUES (0,1),(1,1),(2,NULL);
-- statement
-- refused: 1091
ALTER TABLE t ADD COLUMN x INT, DROP COLUMN missing;
-- statement
-- refused: 1062
ALTER TABLE t ADD COLUMN x INT, ADD UNIQUE u (a);
-- statement
-- refused: 1060
ALTER TABLE t DROP KEY k, ADD COLUMN id INT;
