-- what: a generated column, and one that is both computed from another and in a key
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, v INT AS (a + 1) VIRTUAL, s INT AS (a * 2) STORED, KEY (s));
INSERT INTO t (id, a) VALUES (0,1),(1,NULL);
-- statement
ALTER TABLE t DROP COLUMN v;
-- statement
ALTER TABLE t DROP COLUMN s;
