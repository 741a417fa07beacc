-- option: names = preis
CREATE TABLE ware (id BIGINT PRIMARY KEY, netto_preis REAL, price REAL);
