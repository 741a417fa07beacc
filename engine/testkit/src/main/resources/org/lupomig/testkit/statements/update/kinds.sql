-- what: rows of tables of other kinds
-- given
CREATE TABLE m (id INT PRIMARY KEY, n INT) ENGINE=MyISAM;
INSERT INTO m VALUES (0,1),(1,NULL);
CREATE TABLE h (id INT PRIMARY KEY, n INT) WITH SYSTEM VERSIONING;
INSERT INTO h VALUES (0,1),(1,NULL);
CREATE TABLE w (id INT, s DATE, e DATE, n INT, PERIOD FOR valid (s, e));
INSERT INTO w VALUES (0,'2020-01-01','2021-01-01',1),(1,'2020-06-01','2020-07-01',NULL);
CREATE TABLE pt (id INT PRIMARY KEY, n INT) PARTITION BY HASH (id) PARTITIONS 2;
INSERT INTO pt VALUES (0,1),(1,NULL);
CREATE VIEW v AS SELECT id, n FROM m;
-- statement
UPDATE m SET n = 5;
-- statement
UPDATE h SET n = 5 WHERE id = 1;
-- statement
UPDATE w FOR PORTION OF valid FROM '2020-03-01' TO '2020-04-01' SET n = 9;
-- statement
UPDATE pt PARTITION (p1) SET n = 7;
-- statement
-- what: a row goes to another partition
UPDATE pt SET id = 101 WHERE id = 0;
-- statement
UPDATE v SET n = 6 WHERE id = 0;
