-- what: where a new column goes
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY (b));
INSERT INTO t VALUES (1,2,3),(0,NULL,-1);
-- statement
ALTER TABLE t ADD COLUMN x INT FIRST;
-- statement
ALTER TABLE t ADD COLUMN x INT AFTER id;
-- statement
ALTER TABLE t ADD COLUMN x INT AFTER a, ADD COLUMN y INT AFTER x, ADD COLUMN z INT FIRST;
