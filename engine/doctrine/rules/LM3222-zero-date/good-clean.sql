UPDATE orders SET paid_on = NULL WHERE paid_on = '0000-00-00';
ALTER TABLE orders ALTER COLUMN paid_on DROP DEFAULT, ALTER COLUMN tries SET DEFAULT 0;
UPDATE orders SET at_ymdhis = 0, day = '2020-10-20';
