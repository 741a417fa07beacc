-- what: an order table as a shop makes it
-- given
CREATE TABLE customer (customer_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, email VARCHAR(190) NOT NULL UNIQUE) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO customer VALUES (1,'a@example.org'),(2,'b@example.org');
-- statement
CREATE TABLE IF NOT EXISTS `sales_order` (
  `order_id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'Order ID',
  `customer_id` int(10) unsigned DEFAULT NULL,
  `state` varchar(32) NOT NULL DEFAULT 'new',
  `grand_total` decimal(20,4) NOT NULL DEFAULT 0.0000,
  `currency` char(3) CHARACTER SET ascii NOT NULL,
  `payload` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`payload`)),
  `created_at` timestamp NOT NULL DEFAULT current_timestamp(),
  `updated_at` timestamp NULL DEFAULT NULL ON UPDATE current_timestamp(),
  PRIMARY KEY (`order_id`),
  UNIQUE KEY `uq_order_state` (`order_id`,`state`),
  KEY `ix_customer` (`customer_id`),
  KEY `ix_created` (`created_at`,`state`(8)),
  CONSTRAINT `fk_order_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`customer_id`) ON DELETE SET NULL
) ENGINE=InnoDB AUTO_INCREMENT=100 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Orders';
