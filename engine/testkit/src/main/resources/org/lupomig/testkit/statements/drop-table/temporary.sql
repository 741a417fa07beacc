-- what: a table of the session's own, before one of the same name
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
CREATE TEMPORARY TABLE t (a INT);
-- statement
DROP TEMPORARY TABLE t;
-- statement
DROP TEMPORARY TABLE IF EXISTS missing;
-- statement
-- what: without TEMPORARY, too, it is the session's own that goes
DROP TABLE t;
