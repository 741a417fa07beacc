-- what: what happens to rows in the way
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
INSERT OR REPLACE INTO t VALUES (1, 'n', 1)
-- statement
INSERT OR IGNORE INTO t VALUES (1, 'n', 1)
-- statement
INSERT OR ABORT INTO t (a) VALUES (1)
-- statement
INSERT OR FAIL INTO t (a) VALUES (1)
-- statement
INSERT OR ROLLBACK INTO t (a) VALUES (1)
-- statement
REPLACE INTO t (id, a) VALUES (1, 'n')
