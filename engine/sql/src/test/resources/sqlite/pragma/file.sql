-- what: settings of the file
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
PRAGMA user_version = 7
-- statement
PRAGMA application_id = 0x4c55
-- statement
PRAGMA journal_mode = WAL
-- statement
PRAGMA auto_vacuum = FULL
-- statement
PRAGMA page_size = 8192
-- statement
PRAGMA optimize
-- statement
PRAGMA wal_checkpoint(TRUNCATE)
