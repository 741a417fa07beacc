-- what: a table of another schema refers to one in the schema
-- refused: 1451
-- given
CREATE TABLE c2.p (id INT PRIMARY KEY);
CREATE TABLE c.k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES c2.p (id));
INSERT INTO c2.p VALUES (1),(2);
INSERT INTO c.k VALUES (1,1);
-- statement
DROP DATABASE c2;
