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
-- mistake: WHERE misspelt behind the last assignment
UPDATE t SET a = 1 WERE id = 1;
-- mistake: WHERE misspelt behind a table
DELETE FROM t WEHRE id = 1;
-- mistake: WHERE misspelt before a parenthesis
DELETE FROM t WEHRE (id = 1);
-- mistake: WHERE misspelt before NOT
DELETE FROM t WHER NOT id = 1;
-- mistake: WHERE misspelt behind NULL
UPDATE t SET a = NULL WERE id = 1;
-- mistake: FROM misspelt behind a star
SELECT * FORM t;
-- mistake: FROM misspelt behind a column
SELECT a FORM t;
-- mistake: FROM misspelt behind a call
SELECT COUNT(*) FORM t;
-- mistake: AND misspelt
DELETE FROM t WHERE id = 1 ADN a = 2;
-- mistake: OR misspelt
DELETE FROM t WHERE id = 1 RO a = 2;
-- mistake: LIKE misspelt
DELETE FROM t WHERE b LKIE 'x%';
-- mistake: BETWEEN misspelt
SELECT a FROM t WHERE id BETWEN 1 AND 2;
-- mistake: ORDER misspelt
SELECT a FROM t ODER BY a;
-- mistake: GROUP misspelt
SELECT a FROM t GRUOP BY a;
-- mistake: BY misspelt
SELECT a FROM t ORDER YB a;
-- mistake: LIMIT misspelt
UPDATE t SET a = 1 LIMTI 3;
-- mistake: JOIN misspelt
SELECT t.a FROM t JION u ON t.id = u.id;
-- mistake: JOIN misspelt behind LEFT
SELECT t.a FROM t LEFT JION u ON t.id = u.id;
-- mistake: ON misspelt
SELECT t.a FROM t JOIN u NO t.id = u.id;
-- mistake: UNION misspelt
SELECT a FROM t UNOIN SELECT a FROM u;
-- mistake: NULL misspelt behind IS
DELETE FROM t WHERE a IS NUL;
-- mistake: WHERE misspelt in the query of an INSERT
INSERT INTO t SELECT * FROM u WERE id = 1;
-- mistake: WHERE misspelt in a view
CREATE VIEW v AS SELECT a FROM t WHRE a = 1;
-- mistake: WHERE misspelt in the query of a table
CREATE TABLE n AS SELECT a FROM t WHRE a = 1;
-- mistake: WHERE misspelt in a subquery
DELETE FROM t WHERE id IN (SELECT id FROM u WEHRE a = 1);
-- mistake: an unknown word between two values
SELECT a b c FROM t;
-- mistake: an unknown word behind a condition
DELETE FROM t WHERE id = 1 now;
-- mistake: SELECT misspelt in a GRANT
GRANT SELCT ON c.t TO u;
-- mistake: one of several privileges misspelt
GRANT SELECT, UPDAET (a, b), INSERT ON c.t TO u;
-- mistake: the second word of a privilege misspelt
GRANT BINLOG AMDIN ON *.* TO u;
-- mistake: a privilege misspelt in a REVOKE
REVOKE TRIGER ON c.* FROM u;
