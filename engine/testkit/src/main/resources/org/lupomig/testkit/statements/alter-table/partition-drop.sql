-- what: partitions are dropped with their rows
-- given
CREATE TABLE r (id INT NOT NULL PRIMARY KEY, n VARCHAR(10)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20), PARTITION pm VALUES LESS THAN MAXVALUE);
INSERT INTO r VALUES (-1,NULL),(10,''),(11,'日'),(99,'z');
-- statement
ALTER TABLE r DROP PARTITION p1;
-- statement
ALTER TABLE r DROP PARTITION p0, pm;
-- statement
ALTER TABLE r DROP PARTITION IF EXISTS missing;
-- statement
ALTER TABLE r DROP PARTITION IF EXISTS p0, missing;
-- statement
-- refused: 1508
ALTER TABLE r DROP PARTITION p0, p1, pm;
-- statement
-- refused: 1507
ALTER TABLE r DROP PARTITION missing;
