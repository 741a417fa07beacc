-- what: with other tables
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
UPDATE t SET a = u.n FROM u LEFT JOIN (SELECT 1 AS k) s ON s.k = u.id WHERE u.t_id = t.id
-- statement
WITH p AS (SELECT id FROM u) UPDATE t SET b = 5 WHERE id IN p
-- statement
UPDATE t NOT INDEXED SET b = random() WHERE a GLOB 'x*'
