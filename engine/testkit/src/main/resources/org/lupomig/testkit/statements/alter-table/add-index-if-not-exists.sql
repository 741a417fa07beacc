-- what: IF NOT EXISTS on a key that is there, and on one that is not
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY k (a));
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t ADD INDEX IF NOT EXISTS k (b);
-- statement
ALTER TABLE t ADD INDEX IF NOT EXISTS k2 (b);
-- statement
ALTER TABLE t ADD UNIQUE IF NOT EXISTS k (b), ADD UNIQUE KEY IF NOT EXISTS u (a);
