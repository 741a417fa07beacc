-- what: what is said of a routine
-- given
CREATE PROCEDURE p() COMMENT 'before' SELECT 1;
CREATE FUNCTION f() RETURNS INT RETURN 1;
-- statement
ALTER PROCEDURE p COMMENT 'after' SQL SECURITY INVOKER;
-- statement
ALTER FUNCTION c.f NO SQL COMMENT '';
