-- option: characters = 12
CREATE TABLE orders (id INT PRIMARY KEY, `Übergröße_äö` INT, KEY (id));
ALTER TABLE customer_orders MODIFY customer_number BIGINT, CHANGE customer_number customer_number INT, DROP COLUMN customer_address;
SELECT id AS number_of_customers FROM customer_orders;
