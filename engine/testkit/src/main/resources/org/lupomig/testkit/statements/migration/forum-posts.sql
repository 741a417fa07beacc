-- what: a forum's posts go to four-byte characters, and get a search key
-- given
CREATE TABLE posts (post_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, topic_id INT NOT NULL, subject VARCHAR(191) CHARACTER SET utf8mb3 NOT NULL DEFAULT '', body MEDIUMTEXT CHARACTER SET utf8mb3 NOT NULL, ip VARBINARY(16), KEY topic (topic_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
INSERT INTO posts VALUES (1,1,'Hello','Wörld',x'7F000001'),(2,1,'','',NULL),(9,2,'日本','多くの',x'00000000000000000000000000000001');
-- statement
ALTER TABLE posts CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
-- statement
ALTER TABLE posts ADD FULLTEXT KEY search (subject, body), ENGINE=InnoDB;
-- statement
ALTER TABLE posts CHANGE COLUMN topic_id thread_id INT UNSIGNED NOT NULL, DROP KEY topic, ADD KEY thread (thread_id, post_id);
-- statement
CREATE TABLE posts_archive LIKE posts;
INSERT INTO posts_archive SELECT * FROM posts WHERE topic_id = 1;
DELETE FROM posts WHERE topic_id = 1;
