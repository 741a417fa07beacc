-- what: IF EXISTS on a table that is there, on one that is not
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
-- statement
RENAME TABLE IF EXISTS t TO t2;
-- statement
RENAME TABLE IF EXISTS missing TO t2;
-- statement
RENAME TABLE IF EXISTS missing TO x, t TO t2;
