-- what: texts that never end
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
-- refused: 1064
INSERT INTO t VALUES (2, 'never ends);
-- statement
-- refused: 1064
INSERT INTO t VALUES (2, "never ends);
-- statement
-- refused: 1064
UPDATE `t SET n = 'x';
-- statement
-- refused: 1064
UPDATE t SET n = 'x' /*! never ends;
