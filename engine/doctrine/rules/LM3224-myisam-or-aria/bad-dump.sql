CREATE TABLE `phpbb_sessions` (
  `session_id` char(32) NOT NULL,
  PRIMARY KEY (`session_id`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;
