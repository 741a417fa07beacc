-- what: packages of Oracle's mode
-- traits: session
-- given
SET SESSION sql_mode = 'ORACLE';
-- statement
DELIMITER //
CREATE PACKAGE tools AS
  FUNCTION twice(a INT) RETURN INT;
  PROCEDURE show_it(a INT);
END;
//
DELIMITER ;
-- statement
DELIMITER //
CREATE OR REPLACE PACKAGE tools AS
  FUNCTION twice(a INT) RETURN INT;
END;
//
CREATE OR REPLACE PACKAGE BODY tools AS
  calls INT := 0;
  FUNCTION twice(a INT) RETURN INT AS
  BEGIN
    calls := calls + 1;
    RETURN a * 2;
  END;
BEGIN
  calls := 0;
END;
//
DELIMITER ;
