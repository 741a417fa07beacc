-- what: a child, a parent with its child, and a table that refers to itself
-- given
CREATE TABLE p (id INT PRIMARY KEY, parent INT, CONSTRAINT tree FOREIGN KEY (parent) REFERENCES p (id));
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id) ON DELETE CASCADE);
CREATE TABLE self (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES self (id));
INSERT INTO p VALUES (1,NULL),(2,1);
INSERT INTO k VALUES (1,1),(2,NULL);
INSERT INTO self VALUES (1,NULL),(2,1);
-- statement
DROP TABLE k;
-- statement
DROP TABLE k, p;
-- statement
DROP TABLE self;
-- statement
-- what: a parent, with the check switched off
-- traits: session
SET foreign_key_checks = 0;
DROP TABLE p;
-- statement
-- refused: 1451
DROP TABLE p;
-- statement
-- what: a parent before its child: the child is gone all the same
-- refused: 1451
-- traits: partial
DROP TABLE p, k;
