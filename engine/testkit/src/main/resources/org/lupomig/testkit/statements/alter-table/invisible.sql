-- what: a column is hidden and shown
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT DEFAULT 1, b INT INVISIBLE);
INSERT INTO t (id, a, b) VALUES (0,1,2),(1,NULL,NULL);
-- statement
ALTER TABLE t MODIFY a INT DEFAULT 1 INVISIBLE;
-- statement
ALTER TABLE t MODIFY b INT;
