-- what: rows from a file that the server itself has written
-- given
CREATE TABLE s (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO s VALUES (7,'seven'),(8,NULL);
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(7,'old');
SELECT id, n FROM s ORDER BY id INTO OUTFILE 'stray.cfg' FIELDS TERMINATED BY ',';
-- statement
LOAD DATA INFILE 'stray.cfg' REPLACE INTO TABLE t FIELDS TERMINATED BY ',';
-- statement
LOAD DATA INFILE 'stray.cfg' IGNORE INTO TABLE t FIELDS TERMINATED BY ',' (id, n);
-- clean
CREATE TABLE c.stray (id INT PRIMARY KEY);
FLUSH TABLES c.stray FOR EXPORT;
UNLOCK TABLES;
