-- what: tables are locked and let go
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TABLE s (id INT PRIMARY KEY);
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
LOCK TABLES t WRITE, s READ;
INSERT INTO t SELECT 5, 'x';
UNLOCK TABLES;
-- statement
LOCK TABLE t AS x READ LOCAL, c.s LOW_PRIORITY WRITE;
-- statement
LOCK TABLES t WRITE CONCURRENT;
UNLOCK TABLES;
-- statement
LOCK TABLES t WRITE WAIT 3;
-- statement
-- what: what is not locked cannot be made
-- refused: 1100
LOCK TABLES t WRITE;
CREATE TABLE made LIKE s;
-- statement
-- what: nor written where the lock is for reading
-- refused: 1099
LOCK TABLES t READ;
INSERT INTO t VALUES (9, 'x');
