-- mistake: the first word misspelt
CREAT TABLE n (id INT);
-- mistake: INSERT misspelt
INSRT INTO t VALUES (1, 2, 'x');
-- mistake: the second word misspelt
CREATE TABEL n (id INT);
-- mistake: SELECT misspelt
SELEC * FROM t;
-- mistake: an action misspelt
ALTER TABLE t ADDD COLUMN c INT;
-- mistake: a word in the middle misspelt
CREATE TABLE n (id INT NOT NUL);
-- mistake: PRIMARY misspelt
CREATE TABLE n (id INT, PRIMRY KEY (id));
-- mistake: REFERENCES misspelt
CREATE TABLE n (id INT, FOREIGN KEY (id) REFERENCE t (id));
-- mistake: WHERE misspelt
DELETE FROM t WERE id = 1;
-- mistake: VALUES misspelt
INSERT INTO t VALEUS (1, 2, 'x');
-- mistake: SET misspelt
UPDATE t ST a = 1 WHERE id = 1;
-- mistake: AFTER misspelt
ALTER TABLE t ADD COLUMN c INT AFTR a;
-- mistake: FROM misspelt
SELECT a FORM t WHERE id = 1;
-- mistake: IF NOT EXISTS without NOT
CREATE TABLE IF EXISTS n (id INT);
-- mistake: IF EXISTS with NOT
DROP TABLE IF NOT EXISTS n;
-- mistake: a word too many
DROP TABLE t NOW;
-- mistake: a table without TABLE
CREATE n (id INT);
