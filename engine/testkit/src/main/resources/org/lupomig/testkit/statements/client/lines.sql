-- what: how statements lie on lines
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
INSERT INTO t VALUES (2, 'a'); INSERT INTO t VALUES (3, 'b');UPDATE t SET n = 'x';
-- sends
INSERT INTO t VALUES (2, 'a')
-- sends
INSERT INTO t VALUES (3, 'b')
-- sends
UPDATE t SET n = 'x'
-- statement
INSERT INTO t VALUES (2, 'a;
b'), (3, "c;
d");
-- sends
INSERT INTO t VALUES (2, 'a;
b'), (3, "c;
d")
-- statement
DELETE
	FROM

t
;
-- sends
DELETE
	FROM

t
-- statement
SELECT 1\G
SELECT 2\g
DELETE FROM t WHERE id = 1\G
-- sends
SELECT 1
-- sends
SELECT 2
-- sends
DELETE FROM t WHERE id = 1
-- statement
USE c2
CREATE TABLE made (a INT);
USE c;
-- sends
USE c2
-- sends
CREATE TABLE made (a INT)
-- sends
USE c
-- statement
CREATE TABLE `semi;colon` (`it's; a "name"` INT);
-- sends
CREATE TABLE `semi;colon` (`it's; a "name"` INT)
