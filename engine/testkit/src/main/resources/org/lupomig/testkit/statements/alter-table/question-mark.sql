-- what: a question mark in names and texts stands for itself
-- given
CREATE TABLE `faq?` (id INT PRIMARY KEY, `ok?` ENUM('yes?','no') NOT NULL DEFAULT 'yes?', KEY `k?` (`ok?`)) COMMENT 'why?';
INSERT INTO `faq?` VALUES (1,'no'),(2,'yes?');
-- statement
ALTER TABLE `faq?` ADD COLUMN `when?` VARCHAR(20) NOT NULL DEFAULT 'soon?' COMMENT 'when? ''?''';
-- statement
ALTER TABLE `faq?` MODIFY `ok?` ENUM('yes?','no','who?') NOT NULL DEFAULT 'yes?';
