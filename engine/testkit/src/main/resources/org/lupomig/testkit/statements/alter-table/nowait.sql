-- what: without waiting for anyone; on an InnoDB table the server's own purge may be in the way (1205)
-- given
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, a INT, n VARCHAR(10)) ENGINE=Aria;
INSERT INTO t VALUES (0,1,''),(1,NULL,NULL),(-2,5,'日');
-- statement
ALTER TABLE t NOWAIT DROP COLUMN a;
-- statement
ALTER TABLE c.t NOWAIT ADD COLUMN x INT FIRST, DROP COLUMN n;
