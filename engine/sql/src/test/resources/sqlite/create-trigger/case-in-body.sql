-- what: with an END that is not its own
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
CREATE TRIGGER IF NOT EXISTS tr BEFORE UPDATE OF a, b ON t FOR EACH ROW WHEN NEW.b <> OLD.b BEGIN
  UPDATE u SET n = CASE WHEN NEW.b > 0 THEN 'p' ELSE 'n' END WHERE t_id = NEW.id;
  SELECT CASE WHEN NEW.b < 0 THEN RAISE(ABORT, 'no; never') END;
END;
