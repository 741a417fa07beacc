-- what: an index (a, id) becomes (id), and a check of the table goes
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY k (a, id), CONSTRAINT ab CHECK (a < 100));
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t DROP COLUMN a;
