-- what: rows of several tables
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TABLE s (id INT PRIMARY KEY, tid INT);
INSERT INTO t VALUES (0,''),(1,NULL),(2,'b');
INSERT INTO s VALUES (1,1),(2,2),(3,NULL),(4,77);
-- statement
DELETE t FROM t JOIN s ON s.tid = t.id;
-- statement
DELETE t, s FROM t INNER JOIN s ON s.tid = t.id WHERE t.id = 1;
-- statement
DELETE FROM s USING s LEFT JOIN t ON t.id = s.tid WHERE t.id IS NULL;
-- statement
DELETE a.*, b.* FROM t AS a, s AS b WHERE b.tid = a.id;
-- statement
DELETE FROM x USING c.t AS x JOIN s ON s.tid = x.id;
-- statement
DELETE t FROM t LEFT JOIN s ON s.tid = t.id WHERE s.id IS NULL;
