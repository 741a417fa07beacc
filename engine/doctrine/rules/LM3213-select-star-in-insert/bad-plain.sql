INSERT INTO orders_archive SELECT * FROM orders WHERE is_deleted = 1;
