-- what: what changes is another thing each time
-- traits: random
-- given
CREATE TABLE t (id INT PRIMARY KEY, n DOUBLE, at DATETIME, u VARCHAR(36));
INSERT INTO t VALUES (0,0.5,'2020-01-01 00:00:00',NULL),(1,NULL,NULL,''),(2,-1,'1999-01-01 00:00:00','x');
-- statement
UPDATE t SET n = RAND();
-- statement
UPDATE t SET n = 1 WHERE RAND() < 0.5;
-- statement
UPDATE t SET at = NOW(), u = UUID() WHERE at < NOW() - INTERVAL 1 DAY;
-- statement
UPDATE t SET n = 7 LIMIT 1;
-- statement
UPDATE t SET u = CONNECTION_ID(), n = SLEEP(0), at = SYSDATE();
-- statement
UPDATE t SET n = @row := COALESCE(@row, 0) + 1;
