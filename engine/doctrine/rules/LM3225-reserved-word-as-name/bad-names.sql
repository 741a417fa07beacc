CREATE TABLE `order` (id INT PRIMARY KEY);
ALTER TABLE menu ADD COLUMN `Rows` INT NOT NULL DEFAULT 0, CHANGE position `range` INT NOT NULL, RENAME COLUMN mark TO `check`;
RENAME TABLE team TO `groups`, crew TO shop.`group`;
CREATE VIEW `primary` AS SELECT 1 AS one;
