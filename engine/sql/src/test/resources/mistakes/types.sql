-- mistake: a type that there is not
CREATE TABLE n (id INTT);
-- mistake: a type of another server
CREATE TABLE n (s STRING);
-- mistake: VARCHAR without length
CREATE TABLE n (s VARCHAR);
-- mistake: a length that is no number
CREATE TABLE n (s VARCHAR(ten));
-- mistake: a length with a sign
CREATE TABLE n (s VARCHAR(-1));
-- mistake: three digits where two are taken
CREATE TABLE n (d DECIMAL(10, 2, 1));
-- mistake: a length that is not closed
CREATE TABLE n (s VARCHAR(10, b INT);
-- mistake: a column without type
CREATE TABLE n (id, a INT);
-- mistake: ENUM without values
CREATE TABLE n (e ENUM);
-- mistake: ENUM of numbers
CREATE TABLE n (e ENUM(1, 2));
-- mistake: a number with two points
INSERT INTO t VALUES (1, 1.2.3, 'x');
-- mistake: a hexadecimal number with a wrong digit
SELECT 0xZZ;
-- mistake: UNSIGNED before the type
CREATE TABLE n (id UNSIGNED INT);
-- mistake: UNSIGNED of a text
CREATE TABLE n (s VARCHAR(10) UNSIGNED);
-- mistake: DEFAULT without value
CREATE TABLE n (id INT DEFAULT);
-- mistake: AUTOINCREMENT in one word
CREATE TABLE n (id INT PRIMARY KEY AUTOINCREMENT);
-- mistake: INT with its letters swapped
CREATE TABLE n (id itn NOT NULL);
-- mistake: a misspelt type of a new column
ALTER TABLE t ADD COLUMN c VARCAHR(20), ADD d INT;
-- mistake: a misspelt type of a changed column
ALTER TABLE t MODIFY b TXT;
