-- what: IF NOT EXISTS on a table that is there is nothing; on none it is a table
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
CREATE TABLE IF NOT EXISTS t (quite INT, another TEXT);
-- statement
CREATE TABLE IF NOT EXISTS t2 (id INT PRIMARY KEY);
-- statement
-- what: with a query whose rows are not added to the table that is there
CREATE TABLE IF NOT EXISTS t SELECT 7 AS id, 'x' AS n;
