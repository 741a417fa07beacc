-- what: rows are changed, by key, by range, all of them, with a column that changes by itself
-- traits: random
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10), k INT NOT NULL DEFAULT 3, at TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00' ON UPDATE CURRENT_TIMESTAMP, g INT AS (k * 2) STORED);
INSERT INTO t (id, n, k) VALUES (0,'',1),(1,NULL,-2),(2,'日本',0),(-3,'x',9);
-- statement
UPDATE t SET n = 'one' WHERE id = 1;
-- statement
UPDATE c.t AS x SET x.k = x.k + 1, x.n = CONCAT(x.n, '!') WHERE x.id BETWEEN 0 AND 2 OR x.n IS NULL;
-- statement
UPDATE t SET k = DEFAULT;
-- statement
UPDATE t SET n = NULL, k = id ORDER BY id DESC LIMIT 2;
-- statement
UPDATE LOW_PRIORITY IGNORE t SET k = k * 2 WHERE n LIKE 'x%' ESCAPE '|';
-- statement
UPDATE t SET k = 5 WHERE id IN (1, 2, 99) AND n <=> NULL;
-- statement
-- what: a row that is changed to what it was
UPDATE t SET k = 1 WHERE id = 0;
-- statement
-- what: no row
UPDATE t SET k = 1 WHERE id = 12345;
-- statement
UPDATE t SET at = at, k = 77 WHERE id = 1;
-- statement
UPDATE t SET k = CASE WHEN id > 0 THEN 1 ELSE 2 END, n = IF(n = '', 'empty', n) WHERE NOT id = 2;
-- statement
-- refused: 1064
UPDATE t SET k = (k := 5);
-- statement
-- what: a column that is assigned twice
UPDATE t SET k = 1, k = k + 1 WHERE id = 0;
