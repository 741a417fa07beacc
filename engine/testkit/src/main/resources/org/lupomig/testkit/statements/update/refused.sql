-- what: changes that cannot be
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(3) NOT NULL, k TINYINT CHECK (k < 100), pid INT, g INT AS (id + 1), FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO t (id, n, k, pid) VALUES (0,'',1,1),(1,'a',NULL,NULL);
-- statement
-- refused: 1146
UPDATE missing SET a = 1;
-- statement
-- refused: 1054
UPDATE t SET missing = 1;
-- statement
-- refused: 1048
UPDATE t SET n = NULL;
-- statement
-- refused: 1406
UPDATE t SET n = 'long';
-- statement
-- refused: 4025
UPDATE t SET k = 100;
-- statement
-- refused: 1452
UPDATE t SET pid = 99;
-- statement
-- refused: 1451
UPDATE p SET id = 2;
-- statement
-- refused: 1906
UPDATE t SET g = 1;
-- statement
-- refused: 1062
UPDATE t SET id = 5;
-- statement
-- refused: 1064
UPDATE t SET id = 1 WHERE;
-- statement
-- refused: 1064
UPDATE t SET n = 'x' RETURNING id;
-- statement
-- refused: 1242
UPDATE t SET k = (SELECT k FROM (SELECT 1 AS k UNION SELECT 2) AS x);
