CREATE TABLE IF NOT EXISTS `lime_survey_1` (
  `id` int NOT NULL AUTO_INCREMENT,
  `token` varchar(36) DEFAULT NULL,
  `q1` varchar(5000) DEFAULT NULL,
  `q2` varchar(5000) DEFAULT NULL,
  `q3` varchar(5000) DEFAULT NULL,
  `q4` varchar(5000) DEFAULT NULL,
  `q5` text DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
