-- what: rows that cannot be
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(3) NOT NULL, k TINYINT UNSIGNED CHECK (k < 100), pid INT, d DATE, g INT AS (id + 1), FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO t (id, n, k, pid) VALUES (0,'',1,1),(1,'a',NULL,NULL);
-- statement
-- refused: 1062
INSERT INTO t (id, n) VALUES (5, 'ok'), (1, 'x');
-- statement
-- refused: 1048
INSERT INTO t (id, n) VALUES (2, NULL);
-- statement
-- refused: 1364
INSERT INTO t (id) VALUES (2);
-- statement
-- refused: 1406
INSERT INTO t (id, n) VALUES (2, 'long');
-- statement
-- refused: 1264
INSERT INTO t (id, n, k) VALUES (2, 'x', 300);
-- statement
-- refused: 4025
INSERT INTO t (id, n, k) VALUES (2, 'x', 100);
-- statement
-- refused: 1452
INSERT INTO t (id, n, pid) VALUES (2, 'x', 99);
-- statement
-- refused: 1292
INSERT INTO t (id, n, d) VALUES (2, 'x', '2020-02-30');
-- statement
-- refused: 1136
INSERT INTO t (id, n) VALUES (2);
-- statement
-- refused: 1054
INSERT INTO t (id, missing) VALUES (2, 1);
-- statement
-- refused: 1110
INSERT INTO t (id, id) VALUES (2, 3);
-- statement
-- refused: 1906
INSERT INTO t (id, n, g) VALUES (2, 'x', 7);
-- statement
-- refused: 1146
INSERT INTO missing VALUES (1);
-- statement
-- refused: 1064
INSERT INTO t VALUES (1, 'a';
-- statement
-- refused: 1366
INSERT INTO t (id, n) VALUES ('one', 'x');
