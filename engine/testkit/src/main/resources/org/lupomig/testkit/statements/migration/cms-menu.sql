-- what: a content system gives its menu an order and a parent
-- given
CREATE TABLE cms_menu (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, title VARCHAR(255) NOT NULL, link TEXT, published TINYINT(4) NOT NULL DEFAULT 0, created DATETIME NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO cms_menu VALUES (1,'Home','/',1,'2020-01-01 00:00:00'),(2,'Über uns',NULL,0,'2021-05-05 05:05:05'),(7,'','?a=1&b=2',1,'1970-01-01 00:00:01');
-- statement
ALTER TABLE `cms_menu` ADD COLUMN `parent_id` INT UNSIGNED NOT NULL DEFAULT 0 AFTER `id`, ADD COLUMN `ordering` INT NOT NULL DEFAULT 0, ADD INDEX `idx_parent` (`parent_id`, `ordering`);
-- statement
UPDATE `cms_menu` SET `link` = REPLACE(`link`, '?a=', '?alias=') WHERE `link` LIKE '%?a=%';
-- statement
INSERT INTO `cms_menu` (`title`, `link`, `published`, `created`) SELECT 'Imprint', '/imprint', 1, '2022-02-02 02:02:02' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM `cms_menu` WHERE `link` = '/imprint');
-- statement
ALTER TABLE `cms_menu` MODIFY `title` VARCHAR(400) NOT NULL COMMENT 'shown', MODIFY `published` TINYINT NOT NULL DEFAULT 1;
