-- what: the key that serves a foreign key
-- refused: 1553
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO k VALUES (1,1),(2,NULL);
CREATE INDEX mine ON k (pid);
-- statement
DROP INDEX mine ON k;
