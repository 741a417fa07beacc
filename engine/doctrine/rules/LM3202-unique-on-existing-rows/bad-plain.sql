ALTER TABLE shop.customers ADD UNIQUE KEY by_mail (mail);
CREATE UNIQUE INDEX by_number ON shop.orders (year, number);
ALTER IGNORE TABLE shop.tags ADD CONSTRAINT one_name UNIQUE (name(40));
