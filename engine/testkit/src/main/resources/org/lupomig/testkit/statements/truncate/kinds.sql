-- what: tables of other kinds are emptied
-- given
CREATE TABLE part (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 2;
INSERT INTO part VALUES (0),(1);
CREATE TABLE isam (a INT) ENGINE=MyISAM;
INSERT INTO isam VALUES (NULL),(-1);
CREATE TABLE nothing (a INT);
CREATE TABLE trig (a INT);
CREATE TRIGGER tr AFTER DELETE ON trig FOR EACH ROW SET @gone = 1;
INSERT INTO trig VALUES (1);
-- statement
TRUNCATE TABLE part;
-- statement
TRUNCATE TABLE isam;
-- statement
TRUNCATE TABLE nothing;
-- statement
-- what: no trigger is fired
TRUNCATE TABLE trig;
