-- what: rows as they stand
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
INSERT INTO t VALUES (3, 'z', 1), (4, NULL, -1)
-- statement
INSERT INTO main.t (a, b) VALUES ('it''s', 1.5), (x'41', .5), ('\', 0x1F)
-- statement
INSERT INTO t AS x (a) VALUES (upper('a') || lower('B'))
-- statement
INSERT INTO t DEFAULT VALUES
