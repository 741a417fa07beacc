-- what: foreign keys with every action
-- given
CREATE TABLE p (id INT PRIMARY KEY, code CHAR(3) NOT NULL UNIQUE, a INT, b INT, KEY (a, b));
INSERT INTO p VALUES (0,'',1,2),(1,'ab',NULL,-1);
-- statement
CREATE TABLE k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES p (id));
-- statement
CREATE TABLE k (id INT PRIMARY KEY, pid INT, CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES c.p (id) ON DELETE CASCADE ON UPDATE CASCADE);
-- statement
CREATE TABLE k (pid INT, code CHAR(3), CONSTRAINT f1 FOREIGN KEY (pid) REFERENCES p (id) ON DELETE SET NULL ON UPDATE SET NULL, CONSTRAINT f2 FOREIGN KEY i_code (code) REFERENCES p (code) ON DELETE RESTRICT ON UPDATE NO ACTION);
-- statement
-- what: a key over two columns
CREATE TABLE k (x INT, y INT, FOREIGN KEY xy (x, y) REFERENCES p (a, b) MATCH SIMPLE ON UPDATE CASCADE);
-- statement
-- what: in the column's own definition
CREATE TABLE k (id INT PRIMARY KEY, pid INT NOT NULL REFERENCES p (id) ON DELETE CASCADE);
