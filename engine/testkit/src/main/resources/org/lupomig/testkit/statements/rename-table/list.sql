-- what: several names, two tables changing places
-- given
CREATE TABLE a (id INT PRIMARY KEY);
CREATE TABLE b (n VARCHAR(5));
INSERT INTO a VALUES (0),(1);
INSERT INTO b VALUES (''),(NULL);
-- statement
RENAME TABLE a TO a2, b TO b2;
-- statement
RENAME TABLE a TO tmp, b TO a, tmp TO b;
