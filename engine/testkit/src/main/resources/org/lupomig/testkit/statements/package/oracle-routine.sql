-- what: a procedure in Oracle's mode
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
SET SESSION sql_mode = 'ORACLE';
-- statement
DELIMITER /
CREATE OR REPLACE PROCEDURE p(a IN INT, b OUT VARCHAR2) IS
  v t.n%TYPE := 'x';
BEGIN
  SELECT n INTO v FROM t WHERE id = a;
  b := v;
EXCEPTION
  WHEN NO_DATA_FOUND THEN b := 'none';
END;
/
DELIMITER ;
-- statement
DELIMITER /
DECLARE
  x INT := 5;
BEGIN
  INSERT INTO t VALUES (x, 'block');
END;
/
DELIMITER ;
