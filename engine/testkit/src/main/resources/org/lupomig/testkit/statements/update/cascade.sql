-- what: a parent's key is changed, and its children follow
-- given
CREATE TABLE p (id INT PRIMARY KEY, n VARCHAR(5));
CREATE TABLE k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id) ON UPDATE CASCADE);
CREATE TABLE o (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id) ON UPDATE SET NULL);
INSERT INTO p VALUES (1,'a'),(2,NULL);
INSERT INTO k VALUES (10,1),(11,NULL);
INSERT INTO o VALUES (20,1),(21,2);
-- statement
UPDATE p SET id = 100 WHERE id = 1;
-- statement
-- what: a column that nothing refers to
UPDATE p SET n = 'x';
