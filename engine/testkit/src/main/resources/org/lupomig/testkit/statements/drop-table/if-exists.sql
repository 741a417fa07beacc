-- what: IF EXISTS on a table that is there, and on one that is not
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
-- statement
DROP TABLE IF EXISTS t;
-- statement
DROP TABLE IF EXISTS missing;
-- statement
DROP TABLE IF EXISTS nowhere.missing;
