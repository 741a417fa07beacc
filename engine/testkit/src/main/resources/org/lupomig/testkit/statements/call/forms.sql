-- what: routines are called
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
CREATE PROCEDURE reader() SELECT COUNT(*) FROM t;
DELIMITER //
CREATE PROCEDURE writer(IN a INT, OUT b INT) BEGIN UPDATE t SET n = 'w' WHERE id = a; SET b = ROW_COUNT(); END//
DELIMITER ;
CREATE PROCEDURE maker() CREATE TABLE made (a INT);
DELIMITER //
CREATE FUNCTION f() RETURNS INT BEGIN INSERT INTO t VALUES (50, 'f'); RETURN 1; END//
DELIMITER ;
-- statement
CALL reader;
-- statement
CALL c.reader();
-- statement
CALL writer(1, @changed);
-- statement
CALL maker();
-- statement
DO f();
-- statement
SELECT f();
-- statement
SET @x = f();
