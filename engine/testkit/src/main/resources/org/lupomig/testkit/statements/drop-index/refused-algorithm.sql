-- what: DROP INDEX does not take what CREATE INDEX takes
-- refused: 1064
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a));
INSERT INTO t VALUES (0,1),(1,NULL);
-- statement
DROP INDEX k ON t ALGORITHM=INPLACE LOCK=NONE;
-- statement
CREATE INDEX k2 ON t NOWAIT (a);
