-- what: with the modes of today the table's own definition is refused, but it can be dropped
-- given
SET sql_mode = '';
CREATE TABLE t (id INT PRIMARY KEY, d DATE NOT NULL DEFAULT '0000-00-00');
INSERT INTO t VALUES (1,'0000-00-00'),(2,'2020-02-00');
SET sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE';
-- statement
DROP TABLE t;
-- statement
ALTER TABLE t DROP COLUMN d;
-- statement
DELETE FROM t;
-- statement
-- what: nor can it be altered elsewhere
-- refused: 1067
ALTER TABLE t ADD COLUMN x INT, ALGORITHM=COPY;
-- statement
-- refused: 1067
CREATE TABLE u LIKE t;
