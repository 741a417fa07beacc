-- what: rows that go
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
DELETE FROM t
-- statement
DELETE FROM main.t AS x WHERE x.b > 2 OR x.a IS NULL RETURNING id
-- statement
WITH p AS (SELECT id FROM u) DELETE FROM t WHERE id NOT IN (SELECT id FROM p)
