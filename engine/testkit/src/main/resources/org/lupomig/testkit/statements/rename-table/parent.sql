-- what: the foreign keys of children follow
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO k VALUES (1,1);
-- statement
RENAME TABLE p TO parent;
-- statement
RENAME TABLE k TO c2.k;
