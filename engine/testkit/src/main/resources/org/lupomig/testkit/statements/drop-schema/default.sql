-- what: the session's own default schema
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
-- statement
DROP DATABASE c;
