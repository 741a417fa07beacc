-- what: what commits an open transaction before it is done
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY);
CREATE TABLE journal (id INT PRIMARY KEY);
INSERT INTO t VALUES (0);
-- statement
START TRANSACTION;
INSERT INTO journal VALUES (1);
START TRANSACTION;
ROLLBACK;
-- statement
SET autocommit = 0;
INSERT INTO journal VALUES (1);
SET autocommit = 1;
ROLLBACK;
-- statement
START TRANSACTION;
INSERT INTO journal VALUES (1);
LOCK TABLES t WRITE;
UNLOCK TABLES;
ROLLBACK;
-- statement
START TRANSACTION;
INSERT INTO journal VALUES (1);
ANALYZE TABLE t;
ROLLBACK;
-- statement
-- refused: 1091
START TRANSACTION;
INSERT INTO journal VALUES (1);
ALTER TABLE t DROP COLUMN missing;
