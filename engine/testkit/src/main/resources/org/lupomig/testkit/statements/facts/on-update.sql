-- what: a column that changes by itself when another one does
-- traits: random
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT, at TIMESTAMP(6) NOT NULL DEFAULT '2020-01-01 00:00:00' ON UPDATE CURRENT_TIMESTAMP(6), d DATETIME ON UPDATE NOW());
INSERT INTO t (id, n) VALUES (1,1),(2,NULL);
-- statement
UPDATE t SET n = 5 WHERE id = 1;
-- statement
INSERT INTO t (id, n) VALUES (1, 9) ON DUPLICATE KEY UPDATE n = VALUES(n);
