-- what: a table that others refer to
-- given
CREATE TABLE p (id INT PRIMARY KEY, n VARCHAR(5), code INT NOT NULL UNIQUE);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, code INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES p (id), CONSTRAINT k_code FOREIGN KEY (code) REFERENCES p (code));
INSERT INTO p VALUES (0,'',10),(1,NULL,11);
INSERT INTO k VALUES (1,0,10),(2,NULL,11);
-- statement
ALTER TABLE p DROP COLUMN n;
-- statement
ALTER TABLE p RENAME COLUMN id TO pid;
-- statement
ALTER TABLE p RENAME TO parent;
-- statement
-- refused: 1553
ALTER TABLE p DROP COLUMN code;
-- statement
-- refused: 1833
ALTER TABLE p MODIFY id BIGINT NOT NULL;
