-- what: procedures that look first, with parameters, variables and decisions
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL),(2,'b');
DELIMITER //
CREATE PROCEDURE add_column(in_column VARCHAR(64), in_type TEXT)
BEGIN
  DECLARE n INT DEFAULT 0;
  SELECT COUNT(*) INTO n FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = in_column;
  IF n = 0 THEN
    SET @ddl = CONCAT('ALTER TABLE t ADD COLUMN `', in_column, '` ', in_type);
    PREPARE stmt FROM @ddl;
    EXECUTE stmt;
    DEALLOCATE PREPARE stmt;
  END IF;
END//
CREATE PROCEDURE change_rows(a INT, INOUT b INT)
proc: BEGIN
  IF a IS NULL THEN
    LEAVE proc;
  ELSEIF EXISTS (SELECT 1 FROM t WHERE id = a AND n IS NULL) THEN
    UPDATE t SET n = a WHERE id = a;
    INSERT INTO t VALUES (a + 10, b);
    SET b = b + 1;
  ELSE
    CASE WHEN a > 5 THEN DELETE FROM t; ELSE CALL add_column('c', 'INT'); END CASE;
  END IF;
END//
CREATE PROCEDURE repeats() WHILE EXISTS (SELECT 1 FROM t) DO DELETE FROM t; END WHILE//
DELIMITER ;
-- statement
CALL add_column('x', 'INT NOT NULL DEFAULT 1');
-- statement
-- what: it is there already
CALL add_column('n', 'INT');
-- statement
SET @b = 3;
CALL change_rows(1, @b);
-- statement
CALL change_rows(2, @b);
-- statement
CALL change_rows(NULL, @b);
-- statement
CALL change_rows(7, @b);
-- statement
CALL repeats();
