-- mistake: a reserved word as a table's name
CREATE TABLE order (id INT);
-- mistake: a reserved word as a column's name
CREATE TABLE n (id INT, key VARCHAR(10), b INT);
-- mistake: a reserved word in a list of columns
INSERT INTO t (id, group) VALUES (1, 2);
-- mistake: a reserved word behind ADD COLUMN
ALTER TABLE t ADD COLUMN range INT;
-- mistake: a reserved word behind RENAME
RENAME TABLE t TO select;
-- mistake: a name that begins with a sign
CREATE TABLE -n (id INT);
-- mistake: a name with a dash
CREATE TABLE my-table (id INT);
-- mistake: a name with a blank
CREATE TABLE my table (id INT);
-- mistake: a name of digits
CREATE TABLE 123 (id INT);
-- mistake: a name that is too long
CREATE TABLE nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn (id INT);
-- mistake: three parts of a name
DROP TABLE a.b.c;
-- mistake: an empty name
CREATE TABLE `` (id INT);
