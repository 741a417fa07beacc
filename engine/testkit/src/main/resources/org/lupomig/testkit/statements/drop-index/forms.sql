-- what: keys are dropped
-- given
CREATE TABLE t (id INT NOT NULL, a INT, b VARCHAR(20), PRIMARY KEY (id), KEY k (a DESC), UNIQUE u (b(5)));
INSERT INTO t VALUES (0,1,'x'),(1,NULL,NULL);
-- statement
DROP INDEX k ON t;
-- statement
DROP INDEX u ON c.t;
-- statement
DROP INDEX IF EXISTS k ON t;
-- statement
DROP INDEX IF EXISTS missing ON t;
-- statement
DROP INDEX `PRIMARY` ON t;
-- statement
DROP INDEX k ON t WAIT 2;
-- statement
-- refused: 1091
DROP INDEX missing ON t;
