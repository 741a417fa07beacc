-- what: comments that are code
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
/*! INSERT INTO t VALUES (2, 'a') */;
-- statement
INSERT /*!50100 IGNORE */ INTO t VALUES (1, 'a');
-- statement
INSERT INTO t VALUES /*!100300 (2, 'a'), */ (3, 'b');
-- statement
INSERT INTO t VALUES /*M! (2, 'a'), */ (3, 'b') /*M!100300 , (4, 'c') */;
-- statement
-- what: of a later server, and so left out
INSERT INTO t VALUES /*!999999 (2, 'a'), */ (3, 'b') /*M!999999 , (4, 'c') */;
-- statement
-- what: of another server only, and so left out
INSERT INTO t VALUES /*!50700 (2, 'a'), */ (3, 'b') /*!80000 , (4, 'c') */;
-- statement
/*!40101 SET @saved_mode = @@sql_mode */;
/*!40101 SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO' */;
CREATE TABLE made (id INT AUTO_INCREMENT PRIMARY KEY /*!50606 COMMENT 'x' */) /*!40100 DEFAULT CHARACTER SET utf8mb4 */ /*!50100 PARTITION BY HASH (id) PARTITIONS 2 */;
/*!40101 SET sql_mode = @saved_mode */;
-- statement
-- what: a version of six digits, and one that is a number of the code
INSERT INTO t VALUES (5, /*!101100 1 + */ 1), (6, /*! 12345 */);
-- statement
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.n = 'x' */;
-- statement
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v` AS SELECT `t`.`id` AS `id` FROM `t` */;
