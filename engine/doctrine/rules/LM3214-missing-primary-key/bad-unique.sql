CREATE TABLE `catalog_product_index` (
  `entity_id` int unsigned NOT NULL,
  `website_id` smallint unsigned NOT NULL,
  UNIQUE KEY `entity_website` (`entity_id`, `website_id`)
) ENGINE=InnoDB;
