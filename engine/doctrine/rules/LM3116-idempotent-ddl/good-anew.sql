DROP TABLE IF EXISTS `customer`;
CREATE TABLE `customer` (`id` bigint unsigned NOT NULL);
ALTER TABLE `customer` ADD PRIMARY KEY (`id`), ADD KEY `k` (`id`);
DROP VIEW IF EXISTS v;
CREATE VIEW v AS SELECT id FROM customer;
CREATE TEMPORARY TABLE chosen (a INT);
DROP TEMPORARY TABLE chosen;
DROP TABLE customer;
