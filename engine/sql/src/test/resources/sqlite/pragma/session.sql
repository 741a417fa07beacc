-- what: settings of the session
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
PRAGMA foreign_keys = ON
-- statement
PRAGMA foreign_keys(0)
-- statement
PRAGMA recursive_triggers = yes
-- statement
PRAGMA cache_size = -2000
-- statement
PRAGMA defer_foreign_keys = 1
-- statement
PRAGMA synchronous = NORMAL
-- statement
PRAGMA temp_store = MEMORY
-- statement
PRAGMA locking_mode = 'NORMAL'
