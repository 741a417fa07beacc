-- from a shop's upgrade from 1.x to 2.0
DELIMITER $$
CREATE DEFINER=`shop`@`localhost` PROCEDURE `close_order`(IN `p_order` BIGINT)
BEGIN
  UPDATE `order` SET `status` = 'closed' WHERE `id` = p_order;
END$$
CREATE FUNCTION gross(net DECIMAL(10,2)) RETURNS DECIMAL(10,2) DETERMINISTIC RETURN net * 1.19$$
DELIMITER ;
