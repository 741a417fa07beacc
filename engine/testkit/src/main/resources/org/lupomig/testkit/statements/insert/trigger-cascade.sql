-- what: a row into a table whose trigger writes into another
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TABLE log (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, what VARCHAR(20));
CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW INSERT INTO log (what) VALUES (NEW.n);
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
INSERT INTO t VALUES (2, 'seen');
