-- what: other tables say what changes
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10), k INT);
CREATE TABLE s (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,'',1),(1,NULL,-2),(2,'b',0);
INSERT INTO s VALUES (1,'from s'),(2,NULL);
-- statement
UPDATE t SET n = (SELECT s.n FROM s WHERE s.id = t.id) WHERE EXISTS (SELECT 1 FROM s WHERE s.id = t.id);
-- statement
UPDATE t SET k = (SELECT COUNT(*) FROM s);
-- statement
UPDATE t SET k = 9 WHERE id IN (SELECT id FROM s WHERE n IS NOT NULL);
-- statement
UPDATE t SET k = 1 + (SELECT MAX(x.k) FROM (SELECT k FROM t) AS x) WHERE id = 0;
-- statement
UPDATE t SET k = 4 WHERE id IN (SELECT id FROM t WHERE k < 0);
