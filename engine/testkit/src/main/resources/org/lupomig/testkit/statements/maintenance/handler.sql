-- what: rows are read by their keys
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10), KEY (n));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
HANDLER t OPEN AS h;
HANDLER h READ FIRST;
HANDLER h READ n = ('') WHERE id < 5 LIMIT 2;
HANDLER h CLOSE;
