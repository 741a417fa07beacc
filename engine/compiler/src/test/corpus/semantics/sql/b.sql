INSERT INTO stock.remarks VALUES (2);
