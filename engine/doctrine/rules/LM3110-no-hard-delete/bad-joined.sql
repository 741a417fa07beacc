-- comments of posts that are gone
DELETE `c`, `m` FROM `wp_comments` `c`
  LEFT JOIN `wp_posts` `p` ON `p`.`ID` = `c`.`comment_post_ID`
  LEFT JOIN `wp_commentmeta` `m` ON `m`.`comment_id` = `c`.`comment_ID`
  WHERE `p`.`ID` IS NULL;
