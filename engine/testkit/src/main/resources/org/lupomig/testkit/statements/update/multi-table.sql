-- what: several tables in one statement
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10), k INT);
CREATE TABLE s (id INT PRIMARY KEY, tid INT, n VARCHAR(10));
INSERT INTO t VALUES (0,'',1),(1,NULL,-2),(2,'b',0);
INSERT INTO s VALUES (1,1,'one'),(2,2,NULL),(3,NULL,'none');
-- statement
UPDATE t JOIN s ON s.tid = t.id SET t.n = s.n, t.k = 5;
-- statement
UPDATE t, s SET t.k = 100, s.n = 'both' WHERE s.tid = t.id;
-- statement
UPDATE t LEFT JOIN s ON s.tid = t.id SET t.k = -1 WHERE s.id IS NULL;
-- statement
UPDATE c.t AS a INNER JOIN (SELECT tid, COUNT(*) AS howmany FROM s GROUP BY tid) AS b ON b.tid = a.id SET a.k = b.howmany;
-- statement
UPDATE t JOIN s USING (id) SET t.n = 'using' ORDER BY t.id LIMIT 1;
