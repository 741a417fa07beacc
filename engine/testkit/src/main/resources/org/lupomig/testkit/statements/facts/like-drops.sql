-- what: a copy of a definition has no foreign keys and no triggers
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id)) COMMENT='x';
CREATE TRIGGER tr BEFORE INSERT ON k FOR EACH ROW SET @a = 1;
INSERT INTO p VALUES (1);
INSERT INTO k VALUES (1,1);
-- statement
CREATE TABLE twin LIKE k;
