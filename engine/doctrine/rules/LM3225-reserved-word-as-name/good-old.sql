ALTER TABLE `order` MODIFY `key` VARCHAR(20) NOT NULL, CHANGE `rows` `rows` BIGINT NOT NULL;
UPDATE `order` SET `key` = 'a' WHERE `desc` = 'b';
RENAME TABLE `order` TO order_old, order_new TO `order`;
DROP TABLE IF EXISTS `table`;
CREATE TEMPORARY TABLE `table` (`key` INT);
