SET @OLD_SQL_MODE = @@SQL_MODE, SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = OFF;
SET NAMES utf8mb4;
DELETE FROM users WHERE id = @@session.auto_increment_increment;
SET SQL_MODE = @OLD_SQL_MODE;
SET foreign_key_checks = 1;
