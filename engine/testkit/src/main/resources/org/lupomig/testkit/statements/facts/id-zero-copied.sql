-- what: id 0 does not survive a copy of the rows
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE copy LIKE t;
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO t VALUES (0),(5);
SET sql_mode = DEFAULT;
-- statement
INSERT INTO copy SELECT * FROM t;
