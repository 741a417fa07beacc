ALTER TABLE shop.orders ADD COLUMN currency CHAR(3) NOT NULL;
