-- what: a new table with the foreign key's name of one that was moved aside in the same schema
-- refused: 1005
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO k VALUES (1,1);
-- statement
RENAME TABLE k TO k_old;
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
