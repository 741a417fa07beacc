-- what: NULL and NOT NULL
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT NOT NULL DEFAULT 3, c VARCHAR(5));
INSERT INTO t VALUES (1,5,1,'x'),(2,0,0,''),(3,-1,9,NULL);
-- statement
ALTER TABLE t MODIFY a INT NOT NULL;
-- statement
ALTER TABLE t MODIFY b INT;
-- statement
-- what: NULLs become empty texts, in a mode that allows it
SET sql_mode = '';
ALTER TABLE t MODIFY c VARCHAR(5) NOT NULL DEFAULT 'n';
