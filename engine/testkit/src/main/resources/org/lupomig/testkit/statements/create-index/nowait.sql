-- what: without waiting for anyone; on an InnoDB table the server's own purge may be in the way (1205)
-- given
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, n VARCHAR(10), KEY (n)) ENGINE=Aria;
INSERT INTO t VALUES (0,''),(1,NULL),(-2,'日');
-- statement
CREATE INDEX k ON t (n) NOWAIT;
