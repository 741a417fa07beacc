-- what: id 0 in a column that counts
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(5));
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t VALUES (0,'zero'),(1,'one');
SET sql_mode = DEFAULT;
-- statement
DELETE FROM t WHERE id = 0;
-- statement
UPDATE t SET n = 'x' WHERE id = 0;
-- statement
DROP TABLE t;
-- statement
TRUNCATE TABLE t;
-- statement
ALTER TABLE t DROP COLUMN n;
