-- what: changes that cannot be
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, n VARCHAR(5), KEY k (a));
INSERT INTO t VALUES (0,1,'x'),(1,NULL,NULL),(2,5,'longe');
CREATE VIEW v AS SELECT id FROM t;
-- statement
-- refused: 1146
ALTER TABLE missing ADD COLUMN x INT;
-- statement
-- refused: 1060
ALTER TABLE t ADD COLUMN a INT;
-- statement
-- refused: 1091
ALTER TABLE t DROP COLUMN missing;
-- statement
-- refused: 1054
ALTER TABLE t MODIFY missing INT;
-- statement
-- refused: 1054
ALTER TABLE t ADD COLUMN x INT AFTER missing;
-- statement
-- refused: 1061
ALTER TABLE t ADD INDEX k (n);
-- statement
-- refused: 1072
ALTER TABLE t ADD INDEX (missing);
-- statement
-- refused: 1068
ALTER TABLE t ADD PRIMARY KEY (a);
-- statement
-- refused: 1265
ALTER TABLE t MODIFY n VARCHAR(2);
-- statement
-- refused: 1265
ALTER TABLE t MODIFY a INT NOT NULL;
-- statement
-- refused: 1050
ALTER TABLE t RENAME TO v;
-- statement
-- refused: 1347
ALTER TABLE v ADD COLUMN x INT;
-- statement
-- refused: 1064
ALTER TABLE t ADD COLUMN;
-- statement
-- refused: 1064
ALTER TABLE t DROP COLUMN a CASCADE CONSTRAINTS;
-- statement
-- refused: 1846
ALTER TABLE t MODIFY a VARCHAR(20), ALGORITHM=INSTANT;
-- statement
-- refused: 4025
ALTER TABLE t ADD CHECK (id > 0);
-- statement
-- refused: 1090
ALTER TABLE t DROP COLUMN id, DROP COLUMN a, DROP COLUMN n;
-- statement
-- refused: 1505
ALTER TABLE t DROP PARTITION p0;
-- statement
-- refused: 1503
ALTER TABLE t PARTITION BY HASH (a);
-- statement
-- refused: 1292
ALTER TABLE t MODIFY n INT;
