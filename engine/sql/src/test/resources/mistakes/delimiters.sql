-- mistake: two tables without a semicolon between them
CREATE TABLE n (id INT)
CREATE TABLE m (id INT);
-- mistake: an insert behind a table without a semicolon
CREATE TABLE n (id INT)
INSERT INTO n VALUES (1);
-- mistake: a procedure without DELIMITER
CREATE PROCEDURE p()
BEGIN
  SELECT 1;
  SELECT 2;
END;
-- mistake: a trigger without DELIMITER
CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END;
-- mistake: DELIMITER that names none
DELIMITER
SELECT 1;
-- mistake: DELIMITER with a backslash
DELIMITER \\
SELECT 1 \\
-- mistake: a block that is never ended
DELIMITER //
CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; //
DELIMITER ;
-- mistake: an END too many
DELIMITER //
CREATE PROCEDURE p() BEGIN SELECT 1; END; END //
DELIMITER ;
-- mistake: an END by itself
SELECT 1;
END;
-- mistake: half a statement at the end
SELECT 1;
ALTER TABLE t ADD
-- mistake: a statement of one word at the end
SELECT 1;
CREATE
-- mistake: another delimiter than the one that was set
DELIMITER $$
CREATE TABLE n (id INT) //
CREATE TABLE m (id INT) //
