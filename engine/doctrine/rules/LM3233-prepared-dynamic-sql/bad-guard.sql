SET @present = (SELECT COUNT(*) FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'users' AND column_name = 'nick');
SET @ddl = IF(@present = 0, 'ALTER TABLE users ADD COLUMN nick VARCHAR(80)', 'SELECT 1');
PREPARE add_nick FROM @ddl;
EXECUTE add_nick;
DEALLOCATE PREPARE add_nick;
