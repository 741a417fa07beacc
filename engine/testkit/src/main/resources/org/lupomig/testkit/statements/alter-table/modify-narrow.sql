-- what: narrowing a column whose values fit, and where they are cut because the mode allows it
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(20), i BIGINT, d DATETIME(6));
INSERT INTO t VALUES (1,'a',5,'2020-01-02 03:04:05.678901'),(2,NULL,NULL,NULL),(3,'ü',-7,'1999-12-31 23:59:59.999999');
-- statement
ALTER TABLE t MODIFY n VARCHAR(3);
-- statement
ALTER TABLE t MODIFY i TINYINT;
-- statement
ALTER TABLE t MODIFY d DATE;
-- statement
SET sql_mode = '';
ALTER TABLE t MODIFY i TINYINT UNSIGNED;
-- statement
ALTER TABLE t MODIFY d DATETIME;
