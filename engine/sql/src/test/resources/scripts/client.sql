DELIMITER //
CREATE PROCEDURE p()
BEGIN
  UPDATE t SET a = 1;
  SELECT 'x//y';
END//
CREATE TABLE a (x int);
//
DELIMITER $$
CREATE TABLE b (x int)$$
delimiter ;
CREATE TABLE c (x int); CREATE TABLE d (x int);;; ;
DELIMITER
CREATE TABLE e (x int);
DELIMITER \
DELIMITER 'end'
CREATE TABLE f (x int)end
CREATE TABLE fend
DELIMITER ;
/* plain; comment */ CREATE TABLE g (x int) /* tail */;
# hash; comment
-- dash; comment
--	tab; comment
SELECT 5--1;
CREATE TABLE -- in; between
 h # and; here
 (x int);
/*!40101 SET NAMES utf8 */;
CREATE TABLE i /*!50100 ( x int ) */ ENGINE=InnoDB /*M!100200 COMMENT='x' */;
CREATE DATABASE j /*!40100 DEFAULT CHARACTER SET utf8 */ /*!80016 DEFAULT ENCRYPTION='N' */;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1 */;
CREATE TABLE k (x int /*M!101100 COMMENT 'new' */);
/*!99999 DROP TABLE zzz */;
/*! CREATE TABLE l (x int /* inner */) */;
CREATE TABLE m (x int) */;
/*! CREATE TABLE n (x int);
CREATE TABLE o (`x;` int, y varchar(5) default ';');
CREATE TABLE last (x int)
