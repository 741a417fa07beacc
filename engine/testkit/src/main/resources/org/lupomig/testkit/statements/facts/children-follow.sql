-- what: a child's rows are judged by the table that was moved aside
-- refused: 1452
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
-- statement
RENAME TABLE p TO p_old;
CREATE TABLE p (id INT PRIMARY KEY);
INSERT INTO p VALUES (2);
INSERT INTO k VALUES (1, 2);
