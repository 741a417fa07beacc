INSERT INTO orders_archive (SELECT * FROM orders);
INSERT INTO orders_archive SELECT * FROM orders UNION ALL SELECT * FROM orders_old;
REPLACE INTO orders_archive SELECT a.*, b.* FROM a JOIN b USING (id);
INSERT INTO orders_archive (SELECT id, state FROM orders WHERE EXISTS (SELECT * FROM dates));
