UPDATE orders SET total = 0 WHERE total < 0;
ALTER TABLE orders ADD CHECK (total >= 0);
ALTER TABLE rates DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (rate >= 0);
