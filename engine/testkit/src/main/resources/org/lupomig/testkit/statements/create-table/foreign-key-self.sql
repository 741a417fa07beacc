-- what: a table that refers to itself, and one that refers to another schema
-- given
CREATE TABLE c2.p (id INT PRIMARY KEY);
INSERT INTO c2.p VALUES (0),(5);
-- statement
CREATE TABLE t (id INT PRIMARY KEY, parent INT, CONSTRAINT tree FOREIGN KEY (parent) REFERENCES t (id) ON DELETE CASCADE);
-- statement
CREATE TABLE t (id INT PRIMARY KEY, other INT, FOREIGN KEY (other) REFERENCES c2.p (id));
