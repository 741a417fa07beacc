-- what: a child is emptied; a parent is refused
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1),(2);
INSERT INTO k VALUES (1,1),(2,NULL);
-- statement
TRUNCATE TABLE k;
-- statement
-- refused: 1701
TRUNCATE TABLE p;
-- statement
-- what: a parent, with the check switched off
-- traits: session
SET foreign_key_checks = 0;
TRUNCATE TABLE p;
