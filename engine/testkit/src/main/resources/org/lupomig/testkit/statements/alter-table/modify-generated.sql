-- what: the expression of a generated column
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, v INT AS (a + 1) VIRTUAL, s INT AS (a * 2) STORED);
INSERT INTO t (id, a) VALUES (0,1),(1,NULL),(2,-5);
-- statement
ALTER TABLE t MODIFY v INT AS (a + 2) VIRTUAL;
-- statement
ALTER TABLE t MODIFY s BIGINT AS (a * 3) STORED;
-- statement
-- what: a stored column becomes a plain one
ALTER TABLE t MODIFY s INT;
