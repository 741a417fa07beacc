INSERT INTO orders (id, state) VALUES (7, 'open');
INSERT INTO orders SET id = 8, state = 'open';
INSERT INTO orders () VALUES ();
REPLACE INTO rates (code, rate) SELECT code, rate FROM staging.rates;
