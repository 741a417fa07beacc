CREATE TABLE IF NOT EXISTS `#__content_rating` (
  `content_id` int NOT NULL UNIQUE DEFAULT 0,
  `lastip` varchar(50) NOT NULL DEFAULT '',
  PRIMARY KEY (`content_id`),
  KEY `idx_ip` (`lastip`(20), `content_id`),
  UNIQUE KEY `idx_ip_unique` (`lastip`(20), `content_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
ALTER TABLE `#__content_rating` ADD INDEX (`CONTENT_ID`);
