-- what: tables of one session
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
CREATE TEMPORARY TABLE tmp (id INT PRIMARY KEY) ENGINE=MEMORY;
-- statement
-- what: one that hides a table of the same name
CREATE TEMPORARY TABLE t (other INT) AS SELECT id AS other FROM t;
-- statement
CREATE OR REPLACE TEMPORARY TABLE tmp LIKE t;
