CREATE TABLE invoices (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  net_cents BIGINT NOT NULL,
  gross_cents BIGINT NOT NULL DEFAULT (net_cents + 1)
);
