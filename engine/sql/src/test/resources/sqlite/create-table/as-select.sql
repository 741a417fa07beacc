-- what: from a query
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE TABLE a AS SELECT t.id, a AS name FROM t JOIN u ON u.t_id = t.id
-- statement
CREATE TEMP TABLE a AS WITH r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r
-- statement
CREATE TABLE IF NOT EXISTS a AS VALUES (1, 'x'), (2, 'y')
