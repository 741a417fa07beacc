-- from a bulletin board's upgrade
ALTER TABLE `phpbb_posts`
  ADD `post_edit_at` datetime DEFAULT NULL AFTER `post_edit_time`,
  CHANGE `post_time` `post_ymdhis` int(11) UNSIGNED DEFAULT '0' NOT NULL;
