-- what: an explicit key replaces the implicit one of a foreign key
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, a INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (0),(1);
INSERT INTO k VALUES (1,0,5),(2,NULL,NULL);
-- statement
ALTER TABLE k ADD INDEX mine (pid);
-- statement
ALTER TABLE k ADD INDEX wider (pid, a);
-- statement
-- what: the key that serves a foreign key cannot be dropped
-- refused: 1553
ALTER TABLE k DROP INDEX k_p;
