-- what: ON DUPLICATE KEY UPDATE on keys that are there and on none, with a column that changes by itself
-- traits: random
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10) UNIQUE, hits INT NOT NULL DEFAULT 0, at DATETIME ON UPDATE CURRENT_TIMESTAMP);
INSERT INTO t VALUES (1,'a',5,NULL),(2,NULL,0,'2020-01-01 00:00:00'),(9,'',-1,NULL);
-- statement
INSERT INTO t (id, n) VALUES (1, 'x') ON DUPLICATE KEY UPDATE hits = hits + 1;
-- statement
INSERT INTO t (n, hits) VALUES ('a', 3), ('new', 1) ON DUPLICATE KEY UPDATE hits = VALUES(hits) + t.hits, id = LAST_INSERT_ID(id);
-- statement
INSERT INTO t (n, hits) VALUES ('a', 3) ON DUPLICATE KEY UPDATE hits = VALUE(hits);
-- statement
INSERT INTO t (n, hits) SELECT n, 1 FROM t AS s WHERE n IS NOT NULL ON DUPLICATE KEY UPDATE t.hits = t.hits + 100;
-- statement
INSERT INTO t SET id = 9, n = 'z' ON DUPLICATE KEY UPDATE id = id + 1000, n = VALUES(n);
-- statement
INSERT IGNORE INTO t (id, n) VALUES (1, 'b') ON DUPLICATE KEY UPDATE n = '';
