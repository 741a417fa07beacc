-- from a wiki's upgrade
CREATE TABLE `page` (
  `page_id` bigint unsigned NOT NULL,
  `page_title` varchar(255) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
  PRIMARY KEY (`page_id`)
) DEFAULT CHARSET=utf8mb4;
ALTER TABLE `user` MODIFY `token` char(32) CHARSET ascii NOT NULL;
