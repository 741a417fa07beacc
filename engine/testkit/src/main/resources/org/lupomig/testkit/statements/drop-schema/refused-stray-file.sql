-- what: a file that is no table's own keeps the schema, but its tables are gone
-- refused: 1010
-- traits: partial
-- given
CREATE TABLE c2.t (id INT PRIMARY KEY);
INSERT INTO c2.t VALUES (1),(2);
SELECT 'stray' INTO OUTFILE 'c2/stray.cfg';
-- statement
DROP DATABASE c2;
-- clean
CREATE TABLE c2.stray (id INT PRIMARY KEY);
FLUSH TABLES c2.stray FOR EXPORT;
UNLOCK TABLES;
DROP TABLE c2.stray;
