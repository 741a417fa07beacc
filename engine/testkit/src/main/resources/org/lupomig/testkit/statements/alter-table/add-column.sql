-- what: a column more, at the end
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL),(-2,'日本');
-- statement
ALTER TABLE t ADD COLUMN x INT;
-- statement
ALTER TABLE t ADD x VARCHAR(5) NOT NULL DEFAULT 'a';
-- statement
ALTER TABLE t ADD COLUMN x INT NOT NULL;
-- statement
ALTER TABLE t ADD COLUMN (x INT, y VARCHAR(3) DEFAULT 'q', KEY (y));
-- statement
ALTER TABLE t ADD (x INT);
