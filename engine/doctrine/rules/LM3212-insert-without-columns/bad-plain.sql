INSERT INTO shop.orders VALUES (7, 'open', 20260108000000);
REPLACE shop.rates SELECT code, rate FROM staging.rates;
