-- option: characters = 12
CREATE TABLE shop.customer_orders (id INT PRIMARY KEY, customer_number INT, CONSTRAINT only_positive CHECK (customer_number > 0));
RENAME TABLE a TO customer_address;
ALTER TABLE a RENAME COLUMN b TO number_of_customers, CHANGE c `name_of_customer` INT;
CREATE DATABASE customer_archive;
