-- what: rows that cannot be found again by the key they had
-- given
CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE, n VARCHAR(5));
INSERT INTO t VALUES (1,10,''),(2,11,NULL),(3,12,'x');
-- statement
UPDATE t SET id = id + 10;
-- statement
UPDATE t SET u = u - 1;
