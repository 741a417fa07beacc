-- what: RETURNING
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (1,''),(5,NULL);
-- statement
INSERT INTO t (n) VALUES ('a'), ('b') RETURNING id, n AS name;
-- statement
INSERT INTO t SELECT 10, 'x' RETURNING *;
-- statement
INSERT INTO t (id, n) VALUES (5, 'y') ON DUPLICATE KEY UPDATE n = 'dup' RETURNING id;
-- statement
REPLACE INTO t VALUES (1, 'again') RETURNING id, UPPER(n);
