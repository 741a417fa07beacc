-- what: compound statements outside of routines
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
DELIMITER //
IF (SELECT COUNT(*) FROM t) > 1 THEN
  DELETE FROM t WHERE id = 1;
END IF//
DELIMITER ;
-- statement
DELIMITER //
FOR i IN 10..12 DO
  INSERT INTO t VALUES (i, 'loop');
END FOR//
DELIMITER ;
-- statement
DELIMITER //
WHILE (SELECT COUNT(*) FROM t) < 5 DO
  INSERT INTO t SELECT MAX(id) + 1, 'w' FROM t;
END WHILE//
DELIMITER ;
