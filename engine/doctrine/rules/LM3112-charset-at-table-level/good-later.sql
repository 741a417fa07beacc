CREATE TABLE `page` (`page_title` varchar(255) NOT NULL);
ALTER TABLE `page` CONVERT TO CHARACTER SET utf8mb4;
CREATE TABLE `user` (`name` varchar(255) NOT NULL);
ALTER TABLE `user` DEFAULT CHARACTER SET utf8mb4;
