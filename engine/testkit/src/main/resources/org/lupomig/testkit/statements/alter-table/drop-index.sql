-- what: keys are dropped
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(50), c TEXT, KEY k (a DESC, b(7)), UNIQUE u (b) COMMENT 'one each', FULLTEXT ft (c));
INSERT INTO t VALUES (0,1,'x','words'),(1,NULL,NULL,NULL);
-- statement
ALTER TABLE t DROP INDEX k;
-- statement
ALTER TABLE t DROP KEY u;
-- statement
ALTER TABLE t DROP INDEX ft, DROP INDEX k, DROP INDEX u;
-- statement
ALTER TABLE t DROP CONSTRAINT u;
-- statement
ALTER TABLE t DROP INDEX IF EXISTS missing;
-- statement
ALTER TABLE t DROP KEY IF EXISTS k, DROP INDEX IF EXISTS missing;
