-- what: a table whose trigger names its columns
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT);
CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW SET NEW.b = OLD.a;
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t ADD COLUMN x INT;
-- statement
-- what: the trigger stays, and names a column that is no more
ALTER TABLE t DROP COLUMN b;
-- statement
ALTER TABLE t RENAME TO t2;
