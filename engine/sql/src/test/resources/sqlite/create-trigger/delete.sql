-- what: before rows go
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE TRIGGER main.tr DELETE ON t BEGIN DELETE FROM u WHERE t_id = OLD.id; REPLACE INTO u VALUES (9, OLD.id, 'gone'); INSERT OR IGNORE INTO u SELECT id, id, 'x' FROM t; END
-- statement
CREATE TRIGGER tr BEFORE DELETE ON main.t BEGIN SELECT OLD.id; END
