CREATE TABLE a (id INT)
INSERT INTO a VALUES (1);
CREATE TABLE a (id INT) ENGINE=InnoDB
CREATE TABLE b (id INT);
INSERT INTO a VALUES (1)
INSERT INTO a VALUES (2);
ALTER TABLE a ADD COLUMN b INT
ALTER TABLE a ADD COLUMN c INT;
SELECT 1
DROP TABLE a;
CREATE TABLE a (id INT, name VARCHAR(20),);
CREATE TABLE a id INT;
CREATE TABLE "a" (id INT);
CREATE TABEL a (id INT);
CREATE TEMP TABLE a (id INT);
CREATE TABLE IF NOT EXIST a (id INT);
CREATE TABLE a IF NOT EXISTS (id INT);
ALTER a ADD COLUMN b INT;
ALTER TABLE a ADD COLUMN IF EXISTS b INT;
RENAME a TO b;
RENAME USER a TO b;
INSERT INTO a VALUES 1, 2;
INSERT INTO a SET;
INSERT INTO a VALUES (1, (2);
CREATE PROCEDURE p() BEGIN SELECT 1; IF 1 THEN SELECT 2; END IF; BEGIN SELECT 3; END; END;
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW INSERT INTO b VALUES (1);
SELECT 4;
CREATE TABLE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd (id INT);
CREATE TABLE abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde (id INT);
CREATE TABLE a (abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde INT COMMENT 'abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefgh');
ALTER TABLE a ADD COLUMN `abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde` INT;
SELECT 1 AS abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij;
