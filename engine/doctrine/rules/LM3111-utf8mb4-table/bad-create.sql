CREATE TABLE `phpbb_users` (
  `user_id` bigint unsigned NOT NULL,
  `username` varchar(255) NOT NULL,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE=utf8_bin;
CREATE TABLE a (b INT) DEFAULT CHARACTER SET = latin1;
