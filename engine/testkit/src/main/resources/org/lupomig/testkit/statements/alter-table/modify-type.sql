-- what: another type altogether
-- given
CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b INT, c TEXT, d DOUBLE);
INSERT INTO t VALUES (1,'12',1,'{"k": [1, null]}',0.1),(2,NULL,0,NULL,NULL),(3,'-7',-1,'[]',-1e10);
-- statement
ALTER TABLE t MODIFY a INT;
-- statement
ALTER TABLE t MODIFY b VARCHAR(12);
-- statement
ALTER TABLE t MODIFY c JSON;
-- statement
ALTER TABLE t MODIFY d DECIMAL(20,5);
-- statement
ALTER TABLE t MODIFY a VARBINARY(20), MODIFY c LONGBLOB, MODIFY b BIGINT FIRST;
