-- mistake: an index over an expression
CREATE INDEX i ON t ((a + 1));
-- mistake: an index over an expression in a table
CREATE TABLE n (id INT, KEY i ((id + 1)));
-- mistake: an index of an array in JSON
CREATE TABLE n (j JSON, KEY i ((CAST(j AS UNSIGNED ARRAY))));
-- mistake: INVISIBLE of an index
ALTER TABLE t ADD INDEX i (a) INVISIBLE;
-- mistake: ALTER INDEX … VISIBLE
ALTER TABLE t ALTER INDEX i VISIBLE;
-- mistake: a row alias
INSERT INTO t VALUES (1, 2, 'x') AS new ON DUPLICATE KEY UPDATE a = new.a;
-- mistake: a value without its keyword for rows
VALUES ROW(1, 2), ROW(3, 4);
-- mistake: the TABLE statement
TABLE t;
-- mistake: -> of JSON
SELECT b->'$.x' FROM t;
-- mistake: ->> of JSON
SELECT b->>'$.x' FROM t;
-- mistake: LATERAL
SELECT * FROM t, LATERAL (SELECT t.a) x;
-- mistake: SRID of a column
CREATE TABLE n (g POINT SRID 4326 NOT NULL);
-- mistake: NOT ENFORCED
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT ENFORCED;
-- mistake: SET PERSIST
SET PERSIST max_connections = 100;
-- mistake: RESTART
RESTART;
-- mistake: CLONE
CLONE LOCAL DATA DIRECTORY = '/tmp/x';
