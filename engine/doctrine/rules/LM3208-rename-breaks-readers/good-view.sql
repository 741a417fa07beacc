RENAME TABLE client TO customers;
CREATE VIEW client AS SELECT * FROM customers;
ALTER TABLE bills CHANGE client customer_id BIGINT, ADD COLUMN client BIGINT AS (customer_id) VIRTUAL;
