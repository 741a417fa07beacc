-- what: triggers that cannot be
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT);
INSERT INTO t VALUES (0,1);
CREATE VIEW v AS SELECT id FROM t;
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.n = 1;
-- statement
-- refused: 1359
CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW SET @a = 1;
-- statement
-- refused: 1146
CREATE TRIGGER x BEFORE INSERT ON missing FOR EACH ROW SET @a = 1;
-- statement
-- refused: 1347
CREATE TRIGGER x BEFORE INSERT ON v FOR EACH ROW SET @a = 1;
-- statement
-- refused: 1054
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.missing = 1;
-- statement
-- refused: 1363
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = OLD.n;
-- statement
-- refused: 1362
CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW SET NEW.n = 2;
-- statement
-- refused: 1422
CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW CREATE TABLE made (a INT);
-- statement
-- refused: 1360
DROP TRIGGER missing;
-- statement
-- refused: 1435
CREATE TRIGGER c2.x BEFORE INSERT ON c.t FOR EACH ROW SET @a = 1;
