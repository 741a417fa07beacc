-- what: refused for one of three, and the other two are gone
-- refused: 1051
-- traits: partial
-- given
CREATE TABLE x1 (id INT PRIMARY KEY);
CREATE TABLE x3 (id INT PRIMARY KEY);
INSERT INTO x1 VALUES (0);
INSERT INTO x3 VALUES (1);
-- statement
DROP TABLE x1, x2, x3;
