-- what: a list of words that are not ASCII cannot be converted once a row uses one
-- refused: 1265
-- given
CREATE TABLE t (id INT PRIMARY KEY, e ENUM('ä','b')) CHARACTER SET latin1;
INSERT INTO t VALUES (1,'ä'),(2,NULL);
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
