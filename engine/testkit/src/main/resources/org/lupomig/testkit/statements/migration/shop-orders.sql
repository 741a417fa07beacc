-- what: a shop's orders are made ready for another state
-- given
CREATE TABLE orders (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, state ENUM('new','paid','sent') NOT NULL DEFAULT 'new', placed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, total DECIMAL(12,2) UNSIGNED, KEY ix_state (state));
CREATE TABLE order_line (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, order_id BIGINT UNSIGNED NOT NULL, qty INT NOT NULL, CONSTRAINT fk_line_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE);
INSERT INTO orders VALUES (1,'new','2020-01-01 10:00:00',9.99),(2,'paid','2020-02-29 23:59:59',NULL),(3,'sent','2021-01-01 00:00:00',0);
INSERT INTO order_line VALUES (1,1,2),(2,1,-1),(3,3,4);
-- statement
ALTER TABLE orders MODIFY state ENUM('new','paid','sent','returned') NOT NULL DEFAULT 'new', ADD COLUMN returned_at TIMESTAMP NULL DEFAULT NULL, ALGORITHM=INPLACE;
-- statement
DELETE FROM orders WHERE state = 'new' AND placed_at < '2020-06-01';
-- statement
DELETE ol FROM order_line ol LEFT JOIN orders o ON o.id = ol.order_id WHERE o.state = 'sent';
-- statement
ALTER TABLE order_line DROP FOREIGN KEY fk_line_order;
ALTER TABLE order_line ADD CONSTRAINT fk_line_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE RESTRICT ON UPDATE CASCADE;
-- statement
UPDATE orders o SET o.total = (SELECT SUM(l.qty) FROM order_line l WHERE l.order_id = o.id) WHERE o.total IS NULL OR o.total = 0;
