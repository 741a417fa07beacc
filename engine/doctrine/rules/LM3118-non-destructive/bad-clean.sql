-- clears up what 1.x has left
DROP TABLE IF EXISTS `order_old`, `customer_old`;
ALTER TABLE `order` DROP COLUMN `legacy_no`, DROP INDEX `legacy_no`, DROP PARTITION p2019;
TRUNCATE TABLE `log`;
DROP SCHEMA IF EXISTS shop_archive;
