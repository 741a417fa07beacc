-- what: the words of an ENUM and a SET change
-- given
CREATE TABLE t (id INT PRIMARY KEY, e ENUM('a','b','c') NOT NULL DEFAULT 'a', s SET('x','y'));
INSERT INTO t VALUES (0,'a','x,y'),(1,'c',''),(2,'b',NULL);
-- statement
ALTER TABLE t MODIFY e ENUM('a','b','c','d') NOT NULL DEFAULT 'd';
-- statement
ALTER TABLE t MODIFY e ENUM('c','b','a') NOT NULL DEFAULT 'a';
-- statement
ALTER TABLE t MODIFY s SET('y','x','z');
-- statement
-- refused: 1265
ALTER TABLE t MODIFY e ENUM('a','b') NOT NULL DEFAULT 'a';
