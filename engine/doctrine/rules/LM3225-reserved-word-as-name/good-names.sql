CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(20), status INT, type INT, date DATE, `rank` INT, `user name` INT);
ALTER TABLE orders ADD INDEX `order` (status);
