-- what: a table with rows and a trigger is replaced
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW SET @seen = NEW.id;
INSERT INTO t VALUES (0,''),(1,NULL),(2,'b');
-- statement
CREATE OR REPLACE TABLE t (a INT, b TEXT);
-- statement
CREATE OR REPLACE TABLE t AS SELECT 1 AS one;
-- statement
-- what: where there is nothing to replace
CREATE OR REPLACE TABLE fresh (a INT);
