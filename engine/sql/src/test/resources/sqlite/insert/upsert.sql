-- what: rows that are there are changed
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
INSERT INTO t (id, a) VALUES (1, 'n') ON CONFLICT (id) DO UPDATE SET a = excluded.a, b = b + 1 WHERE b < 9
-- statement
INSERT INTO t (id, a) VALUES (1, 'n') ON CONFLICT DO NOTHING
-- statement
INSERT INTO t (id, a) SELECT id, n FROM u WHERE true ON CONFLICT (id) DO UPDATE SET (a, b) = (excluded.a, 0) RETURNING id, a AS was, *
-- statement
CREATE UNIQUE INDEX i ON t (a) WHERE b > 0;
INSERT INTO t (id, a) VALUES (8, 'n') ON CONFLICT (a) WHERE b > 0 DO NOTHING ON CONFLICT (id) DO UPDATE SET b = 1
