-- what: parent and child in the schema that is dropped
-- given
CREATE TABLE c2.p (id INT PRIMARY KEY);
CREATE TABLE c2.k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id) ON DELETE CASCADE);
INSERT INTO c2.p VALUES (1),(2);
INSERT INTO c2.k VALUES (1,1),(2,NULL);
-- statement
DROP DATABASE c2;
