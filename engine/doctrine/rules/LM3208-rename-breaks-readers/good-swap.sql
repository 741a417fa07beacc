CREATE TABLE orders_new LIKE orders;
RENAME TABLE orders TO orders_old, orders_new TO orders;
ALTER TABLE orders CHANGE Total total DECIMAL(12,2) NOT NULL;
