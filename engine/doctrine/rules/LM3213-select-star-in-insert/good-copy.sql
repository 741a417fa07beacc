CREATE TABLE orders_copy LIKE orders;
INSERT INTO orders_copy SELECT * FROM orders;
