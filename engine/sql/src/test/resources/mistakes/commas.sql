-- mistake: no comma between columns
CREATE TABLE n (
  id INT NOT NULL
  a INT
);
-- mistake: a comma behind the last column
CREATE TABLE n (
  id INT,
  a INT,
);
-- mistake: a comma behind the last value
INSERT INTO t VALUES (1, 2, 'x',);
-- mistake: no comma between rows
INSERT INTO t VALUES (1, 2, 'x') (2, 3, 'y');
-- mistake: a comma behind the last row
INSERT INTO t VALUES (1, 2, 'x'), ;
-- mistake: no comma between assignments
UPDATE t SET a = 1 b = 'x' WHERE id = 1;
-- mistake: no comma between actions
ALTER TABLE t ADD COLUMN c INT ADD COLUMN d INT;
-- mistake: a comma behind the last action
ALTER TABLE t ADD COLUMN c INT, ;
-- mistake: a parenthesis that is not closed
CREATE TABLE n (id INT, a INT;
-- mistake: a parenthesis too many
CREATE TABLE n (id INT));
-- mistake: a parenthesis in an expression that is not closed
UPDATE t SET a = (1 + 2 WHERE id = 1;
-- mistake: a parenthesis that closes nothing
DELETE FROM t WHERE id = 1);
-- mistake: values without parentheses
INSERT INTO t VALUES 1, 2, 'x';
-- mistake: columns of a key without parentheses
CREATE TABLE n (id INT, PRIMARY KEY id);
-- mistake: a comma behind the last selected column
SELECT id, a, FROM t;
-- mistake: a semicolon inside of a list
CREATE TABLE n (id INT; a INT);
-- mistake: an operator before WHERE
UPDATE t SET a = a + WHERE id = 1;
-- mistake: an operator before a parenthesis
SELECT (a *  2 -) FROM t;
-- mistake: a query that selects nothing
INSERT INTO t SELECT;
-- mistake: a query that selects nothing of a table
SELECT FROM t;
-- mistake: a comma behind the first value
INSERT INTO t VALUES (1, 2,), (2, 3, 'x');
-- mistake: an OR without its other side
SELECT a FROM t WHERE a = 1 OR ORDER BY a;
-- mistake: an ORDER BY of nothing
SELECT a FROM t ORDER BY LIMIT 1;
