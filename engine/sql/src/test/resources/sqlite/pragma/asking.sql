-- what: what is there
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
PRAGMA table_info(t)
-- statement
PRAGMA main.user_version
-- statement
PRAGMA foreign_key_check
-- statement
PRAGMA journal_mode
-- statement
PRAGMA integrity_check(5)
