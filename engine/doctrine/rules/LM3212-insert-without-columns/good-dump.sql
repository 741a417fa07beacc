DROP TABLE IF EXISTS `rates`;
CREATE TABLE `rates` (`code` char(3) NOT NULL, `rate` decimal(12,6) NOT NULL, PRIMARY KEY (`code`));
INSERT INTO `rates` VALUES ('EUR', 1), ('USD', 1.1);
CREATE TABLE rates_old LIKE rates;
INSERT INTO rates_old SELECT * FROM rates;
