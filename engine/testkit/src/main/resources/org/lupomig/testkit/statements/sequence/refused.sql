-- what: sequences that cannot be
-- given
CREATE SEQUENCE s START WITH 100;
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (1);
-- statement
-- refused: 1050
CREATE SEQUENCE s;
-- statement
-- refused: 4085
CREATE SEQUENCE s2 MINVALUE 5 MAXVALUE 3;
-- statement
-- refused: 4091
DROP SEQUENCE missing;
-- statement
-- refused: 4089
ALTER SEQUENCE t RESTART;
-- statement
-- refused: 4090
DROP SEQUENCE t;
-- statement
-- refused: 1064
CREATE SEQUENCE s2 NO CYCLE;
