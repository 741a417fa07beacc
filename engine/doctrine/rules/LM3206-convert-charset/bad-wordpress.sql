ALTER DATABASE `blog` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER TABLE `blog`.`wp_posts` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER TABLE `blog`.`wp_comments` ENGINE=InnoDB, CONVERT TO CHARSET utf8mb4;
