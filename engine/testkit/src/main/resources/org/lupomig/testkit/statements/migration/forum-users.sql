-- what: a forum's users: a copy is filled and takes the table's place
-- given
CREATE TABLE users (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, mail VARCHAR(80), joined INT UNSIGNED NOT NULL DEFAULT 0, UNIQUE (name)) ENGINE=InnoDB;
INSERT INTO users VALUES (1,'anna','a@example.org',1262304000),(2,'Bob',NULL,0),(3,'日本',' ',2147483647);
-- statement
CREATE TABLE users_new LIKE users;
ALTER TABLE users_new ADD COLUMN joined_at DATETIME NULL;
INSERT INTO users_new (id, name, mail, joined, joined_at) SELECT id, name, NULLIF(TRIM(mail), ''), joined, IF(joined = 0, NULL, FROM_UNIXTIME(joined)) FROM users;
RENAME TABLE users TO users_old, users_new TO users;
DROP TABLE users_old;
-- statement
DROP TABLE IF EXISTS users_backup;
CREATE TABLE users_backup AS SELECT * FROM users;
UPDATE users SET mail = LOWER(TRIM(mail));
-- statement
INSERT INTO users (id, name) VALUES (0, 'system');
-- statement
SET @old_mode = @@sql_mode, sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO users (id, name) VALUES (0, 'system');
SET sql_mode = @old_mode;
