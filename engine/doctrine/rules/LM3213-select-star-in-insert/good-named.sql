INSERT INTO orders_archive (id, state) SELECT id, state FROM orders;
INSERT INTO totals (day, orders) SELECT day, COUNT(*) FROM orders GROUP BY day;
INSERT INTO totals (day, orders) SELECT * FROM (SELECT day, 1 AS orders FROM orders) AS d;
