DROP PROCEDURE IF EXISTS add_nick;
DELIMITER //
CREATE PROCEDURE add_nick()
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'nick') THEN
    ALTER TABLE users ADD COLUMN nick VARCHAR(80);
  END IF;
END//
DELIMITER ;
CALL add_nick();
DROP PROCEDURE add_nick;
