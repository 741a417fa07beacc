-- what: rows from a query
-- given
CREATE TABLE a (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TABLE b (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10));
INSERT INTO a VALUES (0,''),(1,NULL),(-2,'日');
INSERT INTO b VALUES (100,'old');
-- statement
INSERT INTO b SELECT * FROM a WHERE id <> 0;
-- statement
INSERT INTO b (n) SELECT UPPER(n) FROM a ORDER BY id LIMIT 2;
-- statement
INSERT INTO a (id, n) SELECT id + 1000, n FROM a;
-- statement
INSERT INTO b (n) SELECT a.n FROM a LEFT JOIN b AS old ON old.n = a.n WHERE old.id IS NULL;
-- statement
INSERT INTO b (id, n) WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 5) SELECT i, CONCAT('n', i) FROM s;
-- statement
INSERT INTO b (n) SELECT 'x' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM b WHERE n = 'x');
-- statement
-- refused: 1064
INSERT INTO b (n) TABLE_VALUES;
-- statement
INSERT INTO b (id, n) SELECT seq, 'seq' FROM seq_1_to_3;
-- statement
INSERT INTO b (n) (SELECT 'a') UNION (SELECT 'b');
