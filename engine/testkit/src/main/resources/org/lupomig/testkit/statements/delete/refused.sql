-- what: rows that cannot go
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1),(2);
INSERT INTO k VALUES (1,1),(2,NULL);
-- statement
-- refused: 1451
DELETE FROM p;
-- statement
-- refused: 1146
DELETE FROM missing;
-- statement
-- refused: 1054
DELETE FROM p WHERE missing = 1;
-- statement
-- refused: 1109
DELETE x FROM p JOIN k ON k.pid = p.id;
-- statement
-- refused: 1064
DELETE p WHERE id = 1;
