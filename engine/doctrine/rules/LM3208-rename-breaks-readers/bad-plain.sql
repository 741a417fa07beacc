RENAME TABLE shop.client TO shop.customers, shop.bill TO billing.invoices;
ALTER TABLE shop.orders RENAME COLUMN client_id TO customer_id;
