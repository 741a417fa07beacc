-- what: a tree that refers to itself
-- given
CREATE TABLE t (id INT PRIMARY KEY, parent INT, CONSTRAINT tree FOREIGN KEY (parent) REFERENCES t (id) ON DELETE CASCADE);
INSERT INTO t VALUES (1,NULL),(2,1),(3,2),(4,NULL);
-- statement
DELETE FROM t WHERE id = 1;
