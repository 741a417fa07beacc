CREATE TABLE places (id BIGINT PRIMARY KEY, latitude DOUBLE, tax_rate DOUBLE, discount_percent FLOAT, feed FLOAT);
