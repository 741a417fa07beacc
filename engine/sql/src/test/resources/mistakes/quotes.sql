-- mistake: a string without its end
INSERT INTO t VALUES (1, 2, 'abc);
-- mistake: an apostrophe in a string
UPDATE t SET b = 'it's' WHERE id = 1;
-- mistake: a name without its backtick
CREATE TABLE `n (id INT);
-- mistake: a backslash before the closing quote
INSERT INTO t VALUES (1, 2, 'C:\');
-- mistake: a text in double quotes without its end
SELECT "open FROM t;
-- mistake: quotes of a word processor
INSERT INTO t VALUES (1, 2, ‘abc’);
-- mistake: a table's name as a text
CREATE TABLE 'n' (id INT);
-- mistake: a column's name as a text
ALTER TABLE t ADD COLUMN 'c' INT;
-- mistake: names in double quotes without ANSI_QUOTES
CREATE TABLE "n" ("id" INT);
-- mistake: a comment without its end
SELECT 1; /* a note
SELECT 2;
-- mistake: code in a comment without its end
CREATE TABLE n (id INT) /*!50100 ENGINE = InnoDB;
-- mistake: two dashes without a blank make no comment
SELECT 1 --one
FROM t;
-- mistake: a comment of another language
// make the table
CREATE TABLE n (id INT);
