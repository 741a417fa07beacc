-- what: with its indexes and triggers
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
CREATE INDEX i ON t (a);
CREATE VIEW v AS SELECT a FROM t;
CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END;
-- statement
DROP TABLE t
-- statement
DROP TABLE IF EXISTS main.missing
-- statement
CREATE TEMP TABLE tt (x);
DROP TABLE tt
