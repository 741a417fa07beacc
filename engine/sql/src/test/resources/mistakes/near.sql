-- mistake: SELECT misspelt at the beginning
SELCT a FROM t;
-- mistake: TABLE misspelt
CREATE TABEL n (id INT);
-- mistake: TABLE misspelt behind TRUNCATE
TRUNCATE TABEL t;
-- mistake: AUTO_INCREMENT of another product
CREATE TABLE n (id INT AUTOINCREMENT PRIMARY KEY);
-- mistake: BEFORE misspelt
CREATE TRIGGER x BEFOR INSERT ON t FOR EACH ROW SET @a = 1;
-- mistake: INSERT misspelt in a trigger
CREATE TRIGGER x AFTER INSRT ON t FOR EACH ROW SET @a = 1;
-- mistake: REFERENCES misspelt behind a column
CREATE TABLE n (id INT REFERENCE t (id));
-- mistake: DEFAULT misspelt
CREATE TABLE n (id INT DEFUALT 1);
-- mistake: CHECK misspelt behind a column
CREATE TABLE n (id INT CHEK (id > 1));
-- mistake: CHECK misspelt as an element
CREATE TABLE n (id INT, CHEK (id > 1));
-- mistake: CHECK misspelt behind a constraint's name
CREATE TABLE n (id INT, CONSTRAINT c CHEK (id > 1));
-- mistake: COLUMN misspelt behind ADD
ALTER TABLE t ADD COLUM c INT;
-- mistake: COLUMN misspelt behind MODIFY
ALTER TABLE t MODIFY COLUM a BIGINT;
-- mistake: COLUMN misspelt behind CHANGE
ALTER TABLE t CHANGE COLUM a c BIGINT;
-- mistake: COLUMN misspelt behind DROP
ALTER TABLE t DROP COLUM a;
-- mistake: COLUMN misspelt behind ALTER
ALTER TABLE t ALTER COLUM a SET DEFAULT 1;
-- mistake: FOREIGN misspelt behind DROP
ALTER TABLE t DROP FORIEGN KEY f;
-- mistake: FROM misspelt behind DELETE
DELETE FORM t WHERE id = 1;
-- mistake: INTO misspelt
INSERT INOT t VALUES (1, 2, 'x');
-- mistake: THAN misspelt
CREATE TABLE n (id INT) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THEN (10));
-- mistake: SCHEDULE misspelt
CREATE EVENT e ON SCHEDUEL EVERY 1 DAY DO SET @a = 1;
-- mistake: SELECT misspelt in an INSERT
INSERT INTO t SELCT * FROM u;
-- mistake: SELECT misspelt in a view
CREATE VIEW v AS SELCT 1;
-- mistake: a word that is near nothing
ALTER TABLE t ADD columns INT quick;
-- mistake: a name near a keyword before a mistake
CREATE TABLE n (chek INT, colum INT, befor INT, x INT quick);
