-- what: a table's name
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.n = 'new';
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
RENAME TABLE t TO t2;
-- statement
RENAME TABLES c.t TO c.`t 2`;
-- statement
RENAME TABLE t WAIT 2 TO t2;
