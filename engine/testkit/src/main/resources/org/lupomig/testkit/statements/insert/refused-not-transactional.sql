-- what: a failing statement keeps its first rows where there are no transactions
-- refused: 1062
-- traits: partial
-- given
CREATE TABLE t (id INT PRIMARY KEY) ENGINE=MyISAM;
INSERT INTO t VALUES (0),(3);
-- statement
INSERT INTO t VALUES (1), (2), (3), (4);
