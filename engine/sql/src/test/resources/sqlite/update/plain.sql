-- what: rows that are there
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
UPDATE t SET a = 'n'
-- statement
UPDATE main.t SET a = 'n', b = (SELECT count(*) FROM u WHERE t_id = t.id) WHERE id = 1
-- statement
UPDATE t AS x SET (a, b) = ('p', 2) WHERE x.id IN (1, 2) RETURNING id
-- statement
UPDATE OR REPLACE t SET id = 2 WHERE id = 1
-- statement
UPDATE OR IGNORE t SET id = 2 WHERE id = 1
