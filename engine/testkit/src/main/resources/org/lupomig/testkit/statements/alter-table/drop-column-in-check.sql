-- what: a column's own check, and the table's over that column alone, go with it
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT CHECK (a > 0), b INT, CONSTRAINT small CHECK (a < 100));
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t DROP COLUMN a;
