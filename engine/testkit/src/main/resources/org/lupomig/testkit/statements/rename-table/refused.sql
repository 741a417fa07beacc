-- what: names that cannot be given
-- given
CREATE TABLE t (id INT PRIMARY KEY);
CREATE TABLE u (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
CREATE TABLE w (a INT);
CREATE TRIGGER tr BEFORE INSERT ON w FOR EACH ROW SET NEW.a = 1;
-- statement
-- refused: 1146
RENAME TABLE missing TO x;
-- statement
-- refused: 1050
RENAME TABLE t TO u;
-- statement
-- what: the second of two fails, and the first is taken back
-- refused: 1050
RENAME TABLE t TO x, u TO v;
-- statement
-- what: a table with a trigger stays in its schema
-- refused: 1435
RENAME TABLE w TO c2.w;
-- statement
-- what: so does a view
-- refused: 1450
RENAME TABLE v TO c2.v;
-- statement
-- refused: 1064
RENAME TABLE t;
