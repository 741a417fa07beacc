-- what: the file of a table is thrown away
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
-- statement
ALTER TABLE t DISCARD TABLESPACE;
-- statement
-- traits: parsed
ALTER TABLE t IMPORT TABLESPACE;
