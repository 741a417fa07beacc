-- what: how a statement would be done; ANALYZE does it
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
EXPLAIN SELECT * FROM t WHERE id = 1;
-- statement
EXPLAIN EXTENDED UPDATE t SET n = 'x';
-- statement
EXPLAIN FORMAT=JSON DELETE FROM t;
-- statement
ANALYZE SELECT * FROM t;
-- statement
-- what: the row is really written
ANALYZE FORMAT=JSON UPDATE t SET n = 'x' WHERE id = 1;
-- statement
ANALYZE DELETE FROM t WHERE id = 0;
