CREATE TABLE IF NOT EXISTS `#__menu_types` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `menutype` varchar(24) NOT NULL,
  `title` varchar(48) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT IGNORE INTO `#__menu_types` VALUES (1, 'mainmenu', 'Main Menu'), (2, 'user', 'User Menu');
