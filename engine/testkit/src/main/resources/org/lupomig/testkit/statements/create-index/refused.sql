-- what: keys that cannot be
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a));
INSERT INTO t VALUES (0,1),(1,1);
-- statement
-- refused: 1061
CREATE INDEX k ON t (id);
-- statement
-- refused: 1062
CREATE UNIQUE INDEX u ON t (a);
-- statement
-- refused: 1146
CREATE INDEX k ON missing (a);
-- statement
-- refused: 1280
CREATE INDEX `PRIMARY` ON t (a);
-- statement
-- refused: 1064
CREATE INDEX ON t (a);
