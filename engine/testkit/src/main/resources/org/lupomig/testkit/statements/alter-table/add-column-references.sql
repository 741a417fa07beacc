-- what: a column with a foreign key of its own
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1),(2);
-- statement
ALTER TABLE t ADD COLUMN pid INT REFERENCES p (id) ON DELETE SET NULL;
-- statement
ALTER TABLE t ADD COLUMN pid INT NULL, ADD CONSTRAINT t_p FOREIGN KEY (pid) REFERENCES p (id);
