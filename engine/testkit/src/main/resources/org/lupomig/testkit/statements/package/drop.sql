-- what: a package and its body are dropped
-- given
SET SESSION sql_mode = 'ORACLE';
DELIMITER //
CREATE PACKAGE tools AS FUNCTION twice(a INT) RETURN INT; END;
//
CREATE PACKAGE BODY tools AS FUNCTION twice(a INT) RETURN INT AS BEGIN RETURN a * 2; END; END;
//
DELIMITER ;
-- statement
-- server: 11.4+
DROP PACKAGE tools;
-- statement
-- server: 11.4+
DROP PACKAGE BODY c.tools;
-- statement
DROP PACKAGE IF EXISTS missing;
