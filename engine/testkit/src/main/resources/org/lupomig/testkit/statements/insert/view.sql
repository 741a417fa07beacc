-- what: a row through a view
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10) DEFAULT 'd');
INSERT INTO t VALUES (0,''),(11,NULL);
CREATE VIEW v AS SELECT id, n FROM t WHERE id > 10 WITH CHECK OPTION;
-- statement
INSERT INTO v VALUES (12, 'x');
-- statement
-- refused: 1369
INSERT INTO v VALUES (5, 'x');
