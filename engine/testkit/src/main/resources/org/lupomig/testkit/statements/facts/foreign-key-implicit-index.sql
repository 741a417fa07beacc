-- what: the implicit key of a foreign key is gone once there is an explicit one, which can then not be dropped
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO k VALUES (1,1),(2,NULL);
-- statement
CREATE INDEX mine ON k (pid);
-- statement
-- refused: 1553
CREATE INDEX mine ON k (pid);
DROP INDEX mine ON k;
