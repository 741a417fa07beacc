INSERT INTO shop.x_orders VALUES (2);
