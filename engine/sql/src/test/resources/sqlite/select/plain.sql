-- what: queries
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
SELECT 1
-- statement
SELECT DISTINCT t.*, u.n AS "the n" FROM t, u AS x CROSS JOIN u WHERE t.id = x.t_id
-- statement
SELECT * FROM (SELECT a FROM t) AS s NATURAL LEFT OUTER JOIN t
-- statement
VALUES (1, 2), (3, 4)
-- statement
SELECT name FROM sqlite_master WHERE type = 'table' UNION ALL SELECT name FROM pragma_table_info('t')
