CREATE TABLE wp_posts (
  ID bigint(20) unsigned NOT NULL auto_increment,
  post_date datetime NOT NULL default '0000-00-00 00:00:00',
  post_title text NOT NULL,
  PRIMARY KEY  (ID)
);
