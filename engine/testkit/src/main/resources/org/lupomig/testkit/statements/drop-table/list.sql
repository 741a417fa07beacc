-- what: several tables at once
-- given
CREATE TABLE a (id INT PRIMARY KEY);
CREATE TABLE b (id INT);
CREATE TABLE c2.d (n VARCHAR(5)) ENGINE=MyISAM;
INSERT INTO a VALUES (0),(-1);
INSERT INTO b VALUES (NULL),(NULL);
INSERT INTO c2.d VALUES ('');
-- statement
DROP TABLE a, b, c2.d;
-- statement
DROP TABLE IF EXISTS a, missing, c2.d, c2.missing;
