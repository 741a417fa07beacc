-- what: OR REPLACE drops the schema that is there, with the tables in it
-- given
CREATE TABLE c2.t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO c2.t VALUES (0,''),(1,NULL),(-2,'ß');
-- statement
CREATE OR REPLACE DATABASE c2 CHARACTER SET latin1;
-- statement
-- what: OR REPLACE where there is nothing to replace
CREATE OR REPLACE DATABASE c3;
