-- what: a condition that is another one each time
-- traits: random
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT);
INSERT INTO t SELECT seq, seq FROM seq_1_to_20;
-- statement
UPDATE t SET n = -1 WHERE RAND() < 0.5;
-- statement
DELETE FROM t WHERE RAND() < 0.5;
