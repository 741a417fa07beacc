-- what: a column's values are packed and unpacked
-- given
CREATE TABLE t (id INT PRIMARY KEY, a TEXT, b VARCHAR(200) COMPRESSED);
INSERT INTO t VALUES (0,REPEAT('a',1000),REPEAT('ü',100)),(1,NULL,NULL),(2,'','');
-- statement
ALTER TABLE t MODIFY a TEXT COMPRESSED;
-- statement
ALTER TABLE t MODIFY b VARCHAR(200);
