-- what: routines that cannot be
-- given
CREATE PROCEDURE p() SELECT 1;
-- statement
-- refused: 1304
CREATE PROCEDURE p() SELECT 2;
-- statement
-- refused: 1305
DROP PROCEDURE missing;
-- statement
-- refused: 1305
ALTER PROCEDURE missing COMMENT 'x';
-- statement
-- refused: 1305
DROP FUNCTION missing;
-- statement
-- refused: 1320
CREATE FUNCTION f() RETURNS INT BEGIN END;
-- statement
-- refused: 1415
DELIMITER //
CREATE FUNCTION f() RETURNS INT BEGIN SELECT 1; RETURN 1; END//
DELIMITER ;
-- statement
-- refused: 1193
CREATE PROCEDURE q() SET undeclared = 1;
-- statement
-- refused: 1305
CALL missing();
-- statement
-- refused: 1318
CALL p(1);
