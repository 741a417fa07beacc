ALTER TABLE shop.orders ADD CHECK (total >= 0);
ALTER TABLE shop.orders MODIFY state CHAR(1) NOT NULL CHECK (state IN ('o', 'c'));
