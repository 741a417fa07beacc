-- what: IGNORE leaves rows out, and bends values
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(3) NOT NULL UNIQUE, k TINYINT UNSIGNED);
INSERT INTO t VALUES (0,'',1),(1,'a',NULL);
-- statement
INSERT IGNORE INTO t VALUES (1, 'x', 1), (2, 'b', 2), (3, 'a', 3);
-- statement
INSERT IGNORE t VALUES (4, 'too long', 999), (5, NULL, -1);
-- statement
INSERT IGNORE INTO t SELECT id + 1, CONCAT(n, 'x'), k FROM t;
