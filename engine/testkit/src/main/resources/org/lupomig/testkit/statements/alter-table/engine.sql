-- what: another engine, and the same again
-- given
CREATE TABLE t (id INT NOT NULL PRIMARY KEY, n VARCHAR(10), KEY (n));
INSERT INTO t VALUES (0,''),(2,NULL),(-7,'x');
-- statement
ALTER TABLE t ENGINE=MyISAM;
-- statement
ALTER TABLE t ENGINE = Aria, TRANSACTIONAL = 1;
-- statement
ALTER TABLE t ENGINE InnoDB;
-- statement
ALTER TABLE t ENGINE=MEMORY;
