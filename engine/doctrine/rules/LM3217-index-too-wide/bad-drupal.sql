CREATE TABLE `migrate_map` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `sourceid1` varchar(255) NOT NULL,
  `sourceid2` varchar(255) NOT NULL,
  `sourceid3` varchar(255) NOT NULL,
  `sourceid4` varchar(32) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `source` (`sourceid1`, `sourceid2`, `sourceid3`, `sourceid4`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
ALTER TABLE `migrate_map` ADD INDEX (`sourceid3`, `sourceid2`, `sourceid1`, `id`, `sourceid4`);
