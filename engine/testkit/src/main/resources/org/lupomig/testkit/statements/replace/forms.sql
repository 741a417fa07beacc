-- what: rows that take the place of those with the same key
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10) UNIQUE, k INT DEFAULT 7);
CREATE TABLE s (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (1,'a',1),(2,'b',NULL),(9,'',-1);
INSERT INTO s VALUES (1,'b'),(50,NULL);
-- statement
REPLACE INTO t (id, n) VALUES (1, 'z');
-- statement
-- what: one row takes the place of two
REPLACE t VALUES (1, 'b', 3), (20, 'new', 4);
-- statement
REPLACE INTO t SET id = 9, n = 'set';
-- statement
REPLACE INTO t (id, n) SELECT id, n FROM s;
-- statement
REPLACE LOW_PRIORITY INTO t (n) VALUES (DEFAULT);
