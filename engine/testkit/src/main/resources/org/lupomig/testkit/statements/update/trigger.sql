-- what: a trigger changes what is written, and writes elsewhere
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TABLE log (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, what VARCHAR(20));
INSERT INTO t VALUES (0,''),(1,NULL),(2,'x');
CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW SET NEW.n = UPPER(NEW.n);
CREATE TRIGGER b AFTER UPDATE ON t FOR EACH ROW INSERT INTO log (what) VALUES (OLD.n);
-- statement
UPDATE t SET n = 'new' WHERE id > 0;
