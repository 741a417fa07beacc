-- what: another file in a schema
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
ATTACH 'archive.db' AS arch
-- statement
ATTACH DATABASE 'data/more.db' AS "Arch 2"
-- statement
ATTACH ':memory:' AS scratch;
CREATE TABLE scratch.a (x);
INSERT INTO scratch.a VALUES (1)
-- statement
ATTACH 'archive.db' AS arch;
CREATE TABLE arch.a (x);
INSERT INTO arch.a SELECT id FROM main.t;
INSERT INTO ARCH.A VALUES (2);
DETACH DATABASE arch
-- statement
ATTACH 'archive.db' AS arch;
SELECT * FROM t;
CREATE TABLE here (x);
INSERT INTO here VALUES (1);
CREATE TABLE arch.a (x);
CREATE INDEX arch.i ON a (x)
-- statement
ATTACH 'archive.db' AS arch;
CREATE TABLE arch.a (x);
CREATE VIEW arch.v AS SELECT x FROM a
