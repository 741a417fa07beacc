CREATE TABLE IF NOT EXISTS `wp_sessions` (
  `session_key` char(32) NOT NULL,
  PRIMARY KEY (`session_key`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;
