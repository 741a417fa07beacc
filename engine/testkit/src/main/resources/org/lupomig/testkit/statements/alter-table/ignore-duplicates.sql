-- what: ALTER IGNORE throws rows away for a unique key
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT);
INSERT INTO t VALUES (0,1),(1,1),(2,NULL),(3,NULL);
-- statement
ALTER IGNORE TABLE t ADD UNIQUE (a);
