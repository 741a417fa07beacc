-- what: checks are added and dropped
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, CONSTRAINT positive CHECK (a > 0), CHECK (a < 1000));
INSERT INTO t VALUES (0,1),(1,NULL);
-- statement
ALTER TABLE t ADD CHECK (a <> 5);
-- statement
ALTER TABLE t ADD CONSTRAINT low CHECK (a < 10);
-- statement
ALTER TABLE t DROP CONSTRAINT positive;
-- statement
-- refused: 1064
ALTER TABLE t DROP CHECK positive;
-- statement
ALTER TABLE t DROP CONSTRAINT IF EXISTS missing;
-- statement
ALTER TABLE t DROP CONSTRAINT CONSTRAINT_1, ADD CONSTRAINT IF NOT EXISTS positive CHECK (a > -1);
-- statement
-- what: with rows that break it, unchecked
SET check_constraint_checks = 0;
ALTER TABLE t ADD CONSTRAINT big CHECK (a > 100);
