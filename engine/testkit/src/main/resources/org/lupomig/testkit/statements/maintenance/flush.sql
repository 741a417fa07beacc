-- what: what the server keeps in memory is thrown away
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0);
-- statement
FLUSH TABLES;
-- statement
FLUSH TABLES t;
-- statement
-- traits: session
FLUSH TABLES t WITH READ LOCK;
-- statement
-- traits: session global
FLUSH TABLES WITH READ LOCK;
UNLOCK TABLES;
-- statement
-- traits: session
FLUSH TABLES t FOR EXPORT;
UNLOCK TABLES;
-- statement
FLUSH PRIVILEGES;
-- statement
FLUSH NO_WRITE_TO_BINLOG STATUS, HOSTS;
-- statement
RESET QUERY CACHE;
-- statement
-- refused: 1284
CACHE INDEX t IN nowhere;
-- statement
-- what: no definition can change under a read lock
-- refused: 1223
-- traits: session
FLUSH TABLES WITH READ LOCK;
ALTER TABLE t ADD COLUMN x INT;
