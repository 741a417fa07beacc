-- what: variables for one statement
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(3));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
SET STATEMENT max_statement_time = 10 FOR UPDATE t SET n = 'x' WHERE id = 1;
-- statement
SET STATEMENT sql_mode = '', foreign_key_checks = 0 FOR ALTER TABLE t MODIFY n VARCHAR(3) NOT NULL;
-- statement
SET STATEMENT lock_wait_timeout = 1 FOR DROP TABLE t;
