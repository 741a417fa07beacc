-- what: a shop's prices get more digits, and their tax a table of its own
-- given
CREATE TABLE product (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, sku VARCHAR(64) NOT NULL, price DECIMAL(10,2) NOT NULL DEFAULT 0.00, tax DECIMAL(4,2) DEFAULT NULL, UNIQUE KEY uq_sku (sku)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO product VALUES (1,'A-1',9.99,19.00),(2,'B-2',0.00,7.00),(5,'Ç-3',-1.50,NULL);
-- statement
ALTER TABLE product MODIFY price DECIMAL(20,6) NOT NULL DEFAULT 0.000000;
-- statement
CREATE TABLE tax_rate (id INT UNSIGNED NOT NULL AUTO_INCREMENT, rate DECIMAL(4,2) NOT NULL, PRIMARY KEY (id), UNIQUE KEY (rate)) ENGINE=InnoDB;
INSERT INTO tax_rate (rate) SELECT DISTINCT tax FROM product WHERE tax IS NOT NULL ORDER BY tax;
ALTER TABLE product ADD COLUMN tax_id INT UNSIGNED DEFAULT NULL, ADD CONSTRAINT fk_product_tax FOREIGN KEY (tax_id) REFERENCES tax_rate (id) ON DELETE SET NULL;
UPDATE product p INNER JOIN tax_rate r ON r.rate = p.tax SET p.tax_id = r.id;
ALTER TABLE product DROP COLUMN tax;
-- statement
UPDATE product SET price = ROUND(price * 1.19, 2) WHERE price > 0;
-- statement
ALTER TABLE product DROP INDEX uq_sku, ADD UNIQUE KEY uq_sku (sku, id);
