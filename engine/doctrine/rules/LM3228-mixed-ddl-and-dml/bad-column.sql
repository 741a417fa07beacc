ALTER TABLE users ADD COLUMN display_name VARCHAR(120) NOT NULL DEFAULT '';
UPDATE users SET display_name = CONCAT(first_name, ' ', last_name) WHERE display_name = '';
ALTER TABLE users DROP COLUMN first_name, DROP COLUMN last_name;
