-- what: after rows come in
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO u (t_id, n) VALUES (NEW.id, NEW.a); UPDATE t SET b = b + 1 WHERE id = NEW.id; END
