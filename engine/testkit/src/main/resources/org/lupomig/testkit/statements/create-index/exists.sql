-- what: OR REPLACE and IF NOT EXISTS, on a key that is there and on none
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY k (a));
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
CREATE OR REPLACE INDEX k ON t (b);
-- statement
CREATE OR REPLACE UNIQUE INDEX k2 ON t (b);
-- statement
CREATE INDEX IF NOT EXISTS k ON t (b);
-- statement
CREATE INDEX IF NOT EXISTS k2 ON t (b);
