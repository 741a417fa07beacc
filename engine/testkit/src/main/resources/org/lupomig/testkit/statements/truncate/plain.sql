-- what: a table is emptied
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (1,''),(5,NULL),(9,'日');
-- statement
TRUNCATE TABLE t;
-- statement
TRUNCATE t;
-- statement
TRUNCATE TABLE c.t WAIT 3;
