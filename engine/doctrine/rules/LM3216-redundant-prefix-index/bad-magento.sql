CREATE TABLE `catalog_product_entity_int` (
  `value_id` int NOT NULL AUTO_INCREMENT,
  `attribute_id` smallint unsigned NOT NULL DEFAULT 0,
  `store_id` smallint unsigned NOT NULL DEFAULT 0,
  `entity_id` int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`value_id`),
  UNIQUE KEY `ENTITY_ATTRIBUTE_STORE` (`entity_id`, `attribute_id`, `store_id`),
  KEY `STORE` (`store_id`),
  KEY `ATTRIBUTE_STORE_VALUE` (`attribute_id`, `store_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE INDEX `BY_ENTITY` ON `catalog_product_entity_int` (`entity_id`);
ALTER TABLE `catalog_product_entity_int` ADD KEY (`store_id`, `entity_id`);
