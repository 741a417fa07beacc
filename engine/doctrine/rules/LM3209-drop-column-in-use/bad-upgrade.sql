CREATE TABLE IF NOT EXISTS `glpi_items` (
  `id` int NOT NULL AUTO_INCREMENT,
  `entities_id` int NOT NULL DEFAULT 0,
  `users_id` int DEFAULT NULL,
  `name` varchar(255) DEFAULT NULL,
  `sort_name` varchar(255) AS (lower(`name`)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unicity` (`entities_id`, `users_id`),
  CONSTRAINT `owner` FOREIGN KEY (`users_id`) REFERENCES `glpi_users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE OR REPLACE VIEW `glpi_items_view` AS SELECT `id`, `name` FROM `glpi_items` WHERE `entities_id` > 0;
ALTER TABLE `glpi_items` DROP `users_id`, DROP COLUMN IF EXISTS `name`;
