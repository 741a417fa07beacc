-- what: a table with rows of every kind of value
-- given
CREATE TABLE t (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10), b BLOB, d DATETIME(3), j JSON, g INT AS (id * 2) VIRTUAL, p POINT, KEY (n));
SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id, n, b, d, j, p) VALUES (0,'',x'00FF','2020-01-01 00:00:00.125','{"a": "é"}',POINT(1,-1)),(1,NULL,NULL,NULL,NULL,NULL),(18446744073709551615,'日本','','1000-01-01','[]',NULL);
-- statement
DROP TABLE t;
-- statement
DROP TABLE c.t RESTRICT;
-- statement
DROP TABLES t CASCADE;
-- statement
DROP TABLE `t` WAIT 5;
