-- what: rows that nothing tells apart
-- given
CREATE TABLE t (a INT, b VARCHAR(10));
INSERT INTO t VALUES (1,'x'),(1,'x'),(NULL,NULL),(NULL,NULL);
-- statement
UPDATE t SET b = 'y' WHERE a = 1 LIMIT 1;
-- statement
UPDATE t SET a = 0 WHERE a IS NULL;
