-- what: rows are deleted, by key, by range, all of them
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10), b BLOB, d DATETIME(6), g INT AS (id * 2) VIRTUAL);
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id, n, b, d) VALUES (0,'',x'00FF','2020-01-01 00:00:00.123456'),(1,NULL,NULL,NULL),(2,'日本','','0000-00-00 00:00:00'),(-3,'x','y',NULL);
-- statement
DELETE FROM t WHERE id = 1;
-- statement
DELETE FROM c.t WHERE id BETWEEN 0 AND 2 OR n IS NULL;
-- statement
DELETE FROM t;
-- statement
DELETE FROM t ORDER BY id DESC LIMIT 2;
-- statement
DELETE LOW_PRIORITY QUICK IGNORE FROM t WHERE n = '';
-- statement
DELETE FROM t WHERE id > 0 RETURNING id, n;
-- statement
-- what: no row
DELETE FROM t WHERE id = 12345;
-- statement
-- traits: random
DELETE FROM t WHERE RAND() < 0.5;
-- statement
DELETE FROM t WHERE id IN (SELECT x.id FROM (SELECT id FROM t WHERE n IS NULL) AS x);
