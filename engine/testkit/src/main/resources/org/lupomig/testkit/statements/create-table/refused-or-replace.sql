-- what: refused, and the table that was to be replaced is gone with its rows
-- traits: partial
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL),(2,'b');
-- statement
-- refused: 1060
CREATE OR REPLACE TABLE t (id INT, id INT);
-- statement
-- refused: 1005
CREATE OR REPLACE TABLE t (a INT, FOREIGN KEY (a) REFERENCES missing (id));
-- statement
-- refused: 1062
CREATE OR REPLACE TABLE t (a INT PRIMARY KEY) AS SELECT 1 AS a UNION ALL SELECT 1;
