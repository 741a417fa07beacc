CREATE TABLE IF NOT EXISTS `glpi_tickets` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(255) DEFAULT NULL,
  `content` longtext,
  `waiting_duration` bigint NOT NULL DEFAULT '0',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `glpi_tickets` (`name`, `content`) VALUES ('first', 'text');
ALTER TABLE `glpi_tickets`
  MODIFY `content` text,
  CHANGE `waiting_duration` `waiting_duration` int NOT NULL DEFAULT '0';
