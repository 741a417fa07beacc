-- what: triggers of a dropped table come back in their order, with foreign keys, beside tables without
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (id INT PRIMARY KEY, n INT, pid INT, FOREIGN KEY (pid) REFERENCES p (id));
CREATE TABLE u (id INT PRIMARY KEY) ENGINE=MyISAM;
CREATE TRIGGER b2 BEFORE INSERT ON t FOR EACH ROW SET NEW.n = NEW.n + 1;
CREATE TRIGGER b1 BEFORE INSERT ON t FOR EACH ROW PRECEDES b2 SET NEW.n = NEW.n * 2;
CREATE TRIGGER b3 BEFORE INSERT ON t FOR EACH ROW FOLLOWS b1 SET NEW.n = NEW.n - 3;
CREATE TRIGGER `odd ``name` AFTER UPDATE ON t FOR EACH ROW BEGIN DELETE FROM u WHERE id = OLD.id; INSERT INTO u VALUES (NEW.id); END;
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1,1,1),(2,2,NULL);
INSERT INTO u VALUES (1);
-- statement
DROP TABLE t, u;
-- statement
DROP TABLE t, p;
-- statement
TRUNCATE TABLE t;
-- statement
CREATE OR REPLACE TABLE t (id INT PRIMARY KEY, n INT);
-- statement
-- what: the names of its triggers are free for others
DROP TABLE t;
CREATE TABLE t (a INT);
CREATE TRIGGER b1 AFTER DELETE ON t FOR EACH ROW SET @gone = OLD.a;
-- statement
-- what: an emptied table has its triggers, and they may be changed
TRUNCATE TABLE t;
DROP TRIGGER b2;
CREATE OR REPLACE TRIGGER b1 BEFORE INSERT ON t FOR EACH ROW SET NEW.n = 7;
RENAME TABLE t TO t2;
-- statement
RENAME TABLE t TO t2;
DROP TRIGGER b3;
DROP TABLE t2;
