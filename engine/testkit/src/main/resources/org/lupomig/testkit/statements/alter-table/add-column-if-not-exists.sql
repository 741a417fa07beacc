-- what: IF NOT EXISTS on a column that is there, on one that is not, and on one of each
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS n TEXT;
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS x INT DEFAULT 5;
-- statement
ALTER TABLE t ADD COLUMN IF NOT EXISTS n TEXT, ADD COLUMN IF NOT EXISTS x INT AFTER id;
