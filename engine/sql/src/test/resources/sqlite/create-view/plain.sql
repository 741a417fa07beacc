-- what: queries with names
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE VIEW v AS SELECT a, b FROM t WHERE b > 0
-- statement
CREATE VIEW IF NOT EXISTS main.v (x, y) AS SELECT t.a, count(*) FROM t LEFT JOIN u ON u.t_id = t.id GROUP BY t.a HAVING count(*) > 1 ORDER BY 2 DESC NULLS LAST LIMIT 10 OFFSET 2
-- statement
CREATE TEMP VIEW v AS VALUES (1)
