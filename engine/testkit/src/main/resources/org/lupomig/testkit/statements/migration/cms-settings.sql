-- what: settings are written, whether they are there or not
-- given
CREATE TABLE settings (name VARCHAR(64) NOT NULL PRIMARY KEY, value LONGTEXT, autoload ENUM('yes','no') NOT NULL DEFAULT 'yes');
INSERT INTO settings VALUES ('db_version','41','yes'),('theme','{"color":"#fff"}','no'),('empty',NULL,'yes');
-- statement
INSERT INTO settings (name, value) VALUES ('db_version', '42') ON DUPLICATE KEY UPDATE value = VALUES(value);
-- statement
INSERT IGNORE INTO settings (name, value, autoload) VALUES ('theme', '', 'yes'), ('locale', 'de_DE', 'yes');
-- statement
REPLACE INTO settings VALUES ('db_version', '42', 'no');
-- statement
DELETE FROM settings WHERE name IN ('empty', 'never_was');
-- statement
UPDATE settings SET value = JSON_SET(value, '$.color', '#000', '$.dark', TRUE) WHERE name = 'theme';
