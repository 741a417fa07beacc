-- what: a new trigger with the name of that of a table that was moved aside in the same schema
-- refused: 1359
-- given
CREATE TABLE t (id INT PRIMARY KEY);
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1;
INSERT INTO t VALUES (1);
-- statement
RENAME TABLE t TO t_old;
CREATE TABLE t (id INT PRIMARY KEY);
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1;
