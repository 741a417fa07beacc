-- from a shop's upgrade from 1.x to 2.0
ALTER TABLE `order`
  ADD `note` text,
  ADD COLUMN `paid` tinyint(1) NOT NULL DEFAULT 0,
  ADD KEY `customer` (`customer_id`),
  ADD UNIQUE `no` (`order_no`),
  ADD INDEX `day` (`day`),
  DROP COLUMN `legacy_no`,
  DROP `legacy_day`,
  DROP INDEX `legacy_no`,
  CHANGE `state` `status` varchar(20) NOT NULL,
  RENAME COLUMN `total` TO `gross`;
DROP INDEX old ON customer;
ALTER TABLE customer RENAME TO customers;
