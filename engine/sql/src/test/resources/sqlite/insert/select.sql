-- what: from a query
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
INSERT INTO u (t_id, n) SELECT id, a FROM t WHERE b > 1 ORDER BY a LIMIT 5
-- statement
WITH big AS (SELECT * FROM t WHERE b > 2) INSERT INTO u (t_id) SELECT id FROM big
-- statement
INSERT INTO u (t_id) WITH big AS (SELECT id FROM t) SELECT id FROM big UNION SELECT 7 EXCEPT SELECT 1
