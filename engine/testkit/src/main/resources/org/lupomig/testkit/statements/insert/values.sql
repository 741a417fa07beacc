-- what: rows in every spelling
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10) DEFAULT 'd', b BLOB, d DATETIME DEFAULT '2020-01-01', g INT AS (id * 2) VIRTUAL);
INSERT INTO t (id, n, b) VALUES (1,'',x'00FF'),(5,NULL,NULL),(-3,'日本','');
-- statement
INSERT INTO t (n) VALUES ('x');
-- statement
INSERT t VALUES (7, 'x', NULL, '2021-02-03 04:05:06', DEFAULT);
-- statement
INSERT INTO c.t (id, n, b) VALUES (7, 'a', 'b'), (8, DEFAULT, x'0001'), (NULL, "it's", b'1'), (DEFAULT, 'last', _binary'q');
-- statement
-- traits: random
INSERT INTO t SET id = 20, n = 'set', d = NOW();
-- statement
INSERT INTO t () VALUES ();
-- statement
INSERT INTO t VALUES (), ();
-- statement
INSERT INTO t (id, n) VALUE (30, CONCAT('a', 1 + 1));
-- statement
INSERT INTO t (id) VALUES (0);
-- statement
-- what: id 0 is kept
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t (id, n) VALUES (0, 'zero');
-- statement
INSERT LOW_PRIORITY INTO t (n) VALUES ('low');
-- statement
INSERT HIGH_PRIORITY t (n) VALUES ('high'), ('higher');
-- statement
INSERT INTO t (t.id, n) VALUES (40, @nothing), (41, (SELECT MAX(x.n) FROM t AS x));
