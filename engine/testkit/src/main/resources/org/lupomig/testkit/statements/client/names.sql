-- what: names in every form
-- given
CREATE TABLE `select` (`from` INT, `a``b` INT);
CREATE TABLE tÄble (größe INT, `日本` INT);
INSERT INTO `select` VALUES (0,NULL);
INSERT INTO tÄble VALUES (1,-1);
-- statement
INSERT INTO `c`.`select` (`from`, `a``b`) VALUES (1, 2);
-- statement
UPDATE c . tÄble SET größe = 2, `日本` = größe;
-- statement
DELETE FROM c.select WHERE `select`.from = 0;
-- statement
ALTER TABLE `select` RENAME TO `drop table``; --`;
