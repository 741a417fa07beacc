-- what: a key's name, and whether it is used
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY k (a), UNIQUE u (b), KEY hidden (b, a) IGNORED);
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t RENAME INDEX k TO k2;
-- statement
ALTER TABLE t RENAME KEY IF EXISTS missing TO k2;
-- statement
ALTER TABLE t RENAME INDEX k TO x, RENAME INDEX u TO k;
-- statement
ALTER TABLE t ALTER INDEX k IGNORED;
-- statement
ALTER TABLE t ALTER KEY IF EXISTS k IGNORED, ALTER INDEX IF EXISTS missing IGNORED;
-- statement
ALTER TABLE t ALTER INDEX hidden NOT IGNORED;
