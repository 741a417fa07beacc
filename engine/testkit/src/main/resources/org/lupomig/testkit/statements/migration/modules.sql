-- what: a module is installed, and removed
-- given
CREATE TABLE modules (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE, params TEXT NOT NULL);
CREATE TABLE mod_news (id INT PRIMARY KEY, body TEXT);
INSERT INTO modules VALUES (1,'news','{}'),(2,'poll','');
INSERT INTO mod_news VALUES (1,'first'),(2,NULL);
-- statement
CREATE TABLE IF NOT EXISTS mod_gallery (id INT UNSIGNED NOT NULL AUTO_INCREMENT, path VARCHAR(255) NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO modules (name, params) VALUES ('gallery', '{"columns":3}');
SET @module_id = LAST_INSERT_ID();
UPDATE modules SET params = CONCAT('{"id":', @module_id, '}') WHERE id = @module_id;
-- statement
DROP TABLE IF EXISTS mod_news;
DELETE FROM modules WHERE name = 'news';
-- statement
RENAME TABLE mod_news TO mod_articles;
UPDATE modules SET name = 'articles' WHERE name = 'news';
