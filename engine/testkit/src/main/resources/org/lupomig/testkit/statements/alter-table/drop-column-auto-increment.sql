-- what: the counter and primary key in one
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, a INT);
INSERT INTO t VALUES (1,5),(9,NULL);
-- statement
ALTER TABLE t DROP COLUMN id;
