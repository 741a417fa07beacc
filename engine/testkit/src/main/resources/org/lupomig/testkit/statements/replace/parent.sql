-- what: replacing a parent's row empties its children
-- given
CREATE TABLE p (id INT PRIMARY KEY, n VARCHAR(5));
CREATE TABLE k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id) ON DELETE CASCADE);
INSERT INTO p VALUES (1,'a'),(2,'b');
INSERT INTO k VALUES (10,1),(11,1),(12,2);
-- statement
REPLACE INTO p VALUES (1, 'new');
