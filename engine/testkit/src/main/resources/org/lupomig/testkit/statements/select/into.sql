-- what: the result goes elsewhere
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
SELECT id, n INTO @a, @b FROM t WHERE id = 1;
-- statement
SELECT COUNT(*) FROM t INTO @howmany;
-- statement
-- traits: parsed
SELECT * INTO OUTFILE '/nowhere/x.csv' CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' ENCLOSED BY '"' LINES TERMINATED BY '\n' FROM t;
-- statement
-- traits: parsed
SELECT n FROM t LIMIT 1 INTO DUMPFILE '/nowhere/x.bin';
