DROP TABLE IF EXISTS roles;
CREATE TABLE roles (id INT PRIMARY KEY, title VARCHAR(20) NOT NULL);
INSERT INTO roles VALUES (1, 'reader'), (2, 'writer');
UPDATE roles SET title = 'author' WHERE id = 2;
INSERT INTO schema_migrations (version) VALUES ('20260101000000');
