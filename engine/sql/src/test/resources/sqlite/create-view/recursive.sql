-- what: with a query that asks itself
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE VIEW v AS WITH RECURSIVE up(id, n) AS (SELECT id, 0 FROM t UNION ALL SELECT u.id, n + 1 FROM u, up WHERE u.t_id = up.id), last AS NOT MATERIALIZED (SELECT max(n) m FROM up) SELECT up.* FROM up, last
