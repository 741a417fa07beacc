-- what: IF EXISTS on a column that is there, and on one that is not
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT);
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t DROP COLUMN IF EXISTS a;
-- statement
ALTER TABLE t DROP COLUMN IF EXISTS missing;
-- statement
ALTER TABLE t DROP COLUMN IF EXISTS missing, DROP IF EXISTS b;
