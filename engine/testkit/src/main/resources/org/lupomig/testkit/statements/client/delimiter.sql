-- what: delimiters of every form
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
delimiter //
INSERT INTO t VALUES (2, 'a//b;c')//
DELIMITER ;
INSERT INTO t VALUES (3, 'x');
-- sends
INSERT INTO t VALUES (2, 'a//b;c')
-- sends
INSERT INTO t VALUES (3, 'x')
-- statement
DELIMITER $$
INSERT INTO t VALUES (2, 'a$$b')$$ INSERT INTO t VALUES (3, 'b') $$
DELIMITER ;
-- sends
INSERT INTO t VALUES (2, 'a$$b')
-- sends
INSERT INTO t VALUES (3, 'b')
-- statement
DELIMITER ;;
INSERT INTO t VALUES (2, 'a') ;;
DELIMITER ;
-- sends
INSERT INTO t VALUES (2, 'a')
-- statement
Delimiter |
INSERT INTO t VALUES (2, 'a|b')|
delimiter ;
-- sends
INSERT INTO t VALUES (2, 'a|b')
-- statement
-- what: a delimiter of letters
DELIMITER GO
INSERT INTO t VALUES (2, 'GO') GO
DELIMITER ;
-- sends
INSERT INTO t VALUES (2, 'GO')
-- statement
-- what: never set back, and the last statement without one
DELIMITER ~~
CREATE PROCEDURE p() BEGIN SELECT 1; SELECT ';'; END~~
DELETE FROM t WHERE id = 0
-- sends
CREATE PROCEDURE p() BEGIN SELECT 1; SELECT ';'; END
-- sends
DELETE FROM t WHERE id = 0
