-- what: of this connection, changing what is not
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE TEMP TRIGGER tr AFTER DELETE ON main.t WHEN OLD.b IN (SELECT t_id FROM u) BEGIN DELETE FROM u; END
