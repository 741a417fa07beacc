-- what: IF NOT EXISTS on a schema that is there, with a table in it, and on one that is not
-- given
CREATE TABLE c2.t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO c2.t VALUES (0,''),(1,NULL);
-- statement
CREATE DATABASE IF NOT EXISTS c2 CHARACTER SET latin1;
-- statement
CREATE DATABASE IF NOT EXISTS c3;
