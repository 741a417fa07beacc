-- what: what cannot be emptied
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE VIEW v AS SELECT id FROM t;
CREATE TABLE h (id INT PRIMARY KEY) WITH SYSTEM VERSIONING;
INSERT INTO h VALUES (1);
-- statement
-- refused: 1146
TRUNCATE TABLE missing;
-- statement
-- refused: 1146
TRUNCATE TABLE v;
-- statement
-- refused: 4137
TRUNCATE TABLE h;
