-- what: routines are dropped
-- given
CREATE PROCEDURE p() SELECT 1;
CREATE FUNCTION f(a INT) RETURNS INT RETURN a;
-- statement
DROP PROCEDURE p;
-- statement
DROP FUNCTION c.f;
-- statement
DROP PROCEDURE IF EXISTS p;
-- statement
DROP PROCEDURE IF EXISTS missing;
-- statement
DROP FUNCTION IF EXISTS missing;
