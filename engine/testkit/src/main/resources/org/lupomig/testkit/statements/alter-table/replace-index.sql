-- what: a key gives its name to another one
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY k (a));
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t DROP INDEX k, ADD INDEX k (b, a);
-- statement
ALTER TABLE t DROP INDEX k, ADD UNIQUE INDEX k (a);
