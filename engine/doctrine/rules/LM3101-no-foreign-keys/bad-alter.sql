-- from a shop's upgrade from 1.x to 2.0
ALTER TABLE `shop`.`order_line`
  ADD COLUMN `product_id` int unsigned NOT NULL DEFAULT 0 REFERENCES `product` (`id`),
  ADD FOREIGN KEY IF NOT EXISTS (`order_id`) REFERENCES `shop`.`order` (`id`);
