ALTER TABLE `wp_woocommerce_order_items`
  ADD COLUMN IF NOT EXISTS `parent_id` bigint(20) unsigned NOT NULL AFTER `order_id`,
  ADD `status` enum('open','done') CHARACTER SET utf8mb4 NOT NULL COMMENT 'of the item',
  ADD `shipped_on` date NOT NULL,
  ADD `meta` json NOT NULL,
  ADD `note` varchar(200) NOT NULL DEFAULT '';
