-- what: a question mark in names and texts stands for itself
-- given
CREATE TABLE `faq?` (id INT PRIMARY KEY, `ok?` ENUM('yes?','no') NOT NULL DEFAULT 'yes?', KEY `k?` (`ok?`)) COMMENT 'why?';
INSERT INTO `faq?` VALUES (1,'no'),(2,'yes?');
-- statement
CREATE TABLE `and?` (`id?` INT PRIMARY KEY) COMMENT '?';
-- statement
DROP TABLE `faq?`;
-- statement
UPDATE `faq?` SET `ok?` = 'yes?' WHERE id = 1;
