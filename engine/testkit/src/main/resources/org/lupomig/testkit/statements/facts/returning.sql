-- what: RETURNING does not tell an insert from an update
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT);
INSERT INTO t VALUES (1,1),(0,NULL);
-- statement
INSERT INTO t VALUES (1, 5), (2, 5) ON DUPLICATE KEY UPDATE n = 6 RETURNING id, n;
