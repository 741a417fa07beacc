-- what: another default schema
-- traits: session
-- given
CREATE TABLE c2.t (id INT PRIMARY KEY);
INSERT INTO c2.t VALUES (0),(1);
-- statement
USE c2;
DROP TABLE t;
-- statement
USE `c2`;
CREATE TABLE made (a INT);
USE c;
CREATE TABLE made (b INT);
-- statement
-- refused: 1049
USE c99;
