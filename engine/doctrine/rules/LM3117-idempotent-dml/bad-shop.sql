-- cents instead of euros, from a shop's upgrade from 1.x to 2.0
UPDATE `order_line` AS l SET l.`price` = l.`price` * 100, `currency` = 'EUR' WHERE `deleted` = 0;
INSERT INTO `order_archive` (`order_id`) SELECT `id` FROM `order` WHERE `status` = 'closed';
