-- plan shop 2
-- What its steps send, one after the other. What a run looks at, copies and writes down is not here.

-- batch make, rollback class A

-- step make.tables on database main
USE `shop`;
-- shop.lupomig:8:9
DELIMITER $$
CREATE TABLE a (id INT PRIMARY KEY, note TEXT DEFAULT 'one;two')$$
DELIMITER ;
-- shop.lupomig:9:9
CREATE TABLE b (id INT PRIMARY KEY);
USE `the log`;
-- shop.lupomig:12:9
CREATE TABLE c (id INT);

-- step make.account on database main
USE `shop`;
-- shop.lupomig:15:27, to be sent by hand, with its secrets
-- CREATE USER app IDENTIFIED BY '<secret>'

-- step make.rows on database main
-- shop.lupomig:19:9
DELIMITER ;;;;
INSERT INTO shop.a VALUES (1, '$$ // ;');;;;
DELIMITER ;

-- step make.last on database main
-- shop.lupomig:26:9
DELIMITER $$
CREATE PROCEDURE shop.p() BEGIN SELECT 1; SELECT 2; END$$
DELIMITER ;

-- batch after, rollback class A

-- step after.only on database main
-- shop.lupomig:31:50
ALTER TABLE shop.a ADD COLUMN n INT;

-- batch apart, rollback class A

-- step apart.alone on database main
-- shop.lupomig:32:52
ALTER TABLE shop.b ADD COLUMN n INT;
