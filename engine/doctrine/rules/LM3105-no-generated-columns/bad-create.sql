CREATE TABLE IF NOT EXISTS lupopedia.lupo_invoices (
  invoice_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  net_cents BIGINT NOT NULL,
  tax_cents BIGINT NOT NULL,
  gross_cents BIGINT AS (net_cents + tax_cents) STORED,
  PRIMARY KEY (invoice_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
