-- what: the key itself is changed
-- given
CREATE TABLE t (id INT PRIMARY KEY, u INT UNIQUE);
INSERT INTO t VALUES (0,1),(1,2),(2,3),(3,NULL);
-- statement
UPDATE t SET id = id + 10;
-- statement
UPDATE t SET id = id + 1 ORDER BY id DESC;
-- statement
UPDATE t SET u = u - 1;
-- statement
UPDATE t SET id = -1 WHERE u = 2;
-- statement
-- refused: 1062
UPDATE t SET id = id + 1;
