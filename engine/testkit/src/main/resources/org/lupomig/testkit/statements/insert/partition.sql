-- what: into named partitions
-- given
CREATE TABLE t (id INT PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
INSERT INTO t VALUES (0),(15);
-- statement
INSERT INTO t PARTITION (p0, p1) VALUES (5), (12);
-- statement
-- refused: 1748
INSERT INTO t PARTITION (p0) VALUES (12);
-- statement
-- refused: 1526
INSERT INTO t VALUES (99);
