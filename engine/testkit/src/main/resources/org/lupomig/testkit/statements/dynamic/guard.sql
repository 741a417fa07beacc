-- what: the guard that migrations use: change only what is not so yet
-- traits: session
-- given
CREATE TABLE users (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190), KEY ix_email (email));
INSERT INTO users VALUES (1,'a@example.org'),(2,NULL);
-- statement
-- what: the column is not there: it is added
SET @missing = (SELECT COUNT(*) = 0 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'users' AND COLUMN_NAME = 'last_login');
SET @sql = IF(@missing, 'ALTER TABLE `users` ADD COLUMN `last_login` DATETIME NULL AFTER `email`', 'SELECT 1');
PREPARE stmt FROM @sql;
EXECUTE stmt;
DEALLOCATE PREPARE stmt;
-- statement
-- what: the key is there: nothing is done
SELECT IF(COUNT(*) > 0, 'DO 0', 'CREATE INDEX ix_email ON users (email)') INTO @sql FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'c' AND TABLE_NAME = 'users' AND INDEX_NAME = 'ix_email';
PREPARE stmt FROM @sql;
EXECUTE stmt;
DEALLOCATE PREPARE stmt;
-- statement
-- what: in a procedure that is made for it and dropped
DELIMITER $$
CREATE PROCEDURE add_if_missing()
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'users' AND COLUMN_NAME = 'active') THEN
    ALTER TABLE users ADD COLUMN active TINYINT(1) NOT NULL DEFAULT 1;
  END IF;
END$$
DELIMITER ;
CALL add_if_missing();
DROP PROCEDURE add_if_missing;
-- statement
-- what: several statements in a block of their own
DELIMITER //
BEGIN NOT ATOMIC
  DECLARE n INT DEFAULT 0;
  SELECT COUNT(*) INTO n FROM users;
  IF n > 0 THEN
    UPDATE users SET email = CONCAT('x', email);
  END IF;
END//
DELIMITER ;
