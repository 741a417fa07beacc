CREATE TABLE IF NOT EXISTS `wp_links` (
  `link_id` bigint(20) NOT NULL auto_increment,
  `id` int(11) unsigned zerofill NOT NULL,
  `link_owner_id` integer DEFAULT NULL,
  `session_id` varchar(64) NOT NULL,
  PRIMARY KEY (`link_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
