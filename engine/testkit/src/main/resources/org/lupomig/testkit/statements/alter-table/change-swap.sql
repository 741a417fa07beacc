-- what: two columns change their names for each other's
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(10));
INSERT INTO t VALUES (1,1,'x'),(0,NULL,'');
-- statement
ALTER TABLE t CHANGE a b INT, CHANGE b a VARCHAR(10);
-- statement
ALTER TABLE t RENAME COLUMN a TO b, RENAME COLUMN b TO a;
