-- what: what later rows forbid
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(3), u VARCHAR(5) COLLATE utf8mb4_bin UNIQUE);
INSERT INTO t VALUES (1,'abc','a'),(2,NULL,NULL);
-- statement
-- what: narrowing what was widened
-- refused: 1265
ALTER TABLE t MODIFY n VARCHAR(30);
INSERT INTO t VALUES (3, 'long one', 'b');
ALTER TABLE t MODIFY n VARCHAR(3);
-- statement
-- what: a collation that tells fewer texts apart
-- refused: 1062
INSERT INTO t VALUES (3, 'x', 'A');
ALTER TABLE t MODIFY u VARCHAR(5) COLLATE utf8mb4_general_ci UNIQUE;
