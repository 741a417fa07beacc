-- what: a table with a history
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT) WITH SYSTEM VERSIONING;
INSERT INTO t VALUES (0,1),(1,2);
UPDATE t SET n = 9 WHERE id = 1;
-- statement
DROP TABLE t;
