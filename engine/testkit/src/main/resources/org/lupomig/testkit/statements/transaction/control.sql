-- what: transactions begin and end
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
START TRANSACTION;
INSERT INTO t VALUES (2, 'a');
COMMIT;
-- statement
BEGIN;
UPDATE t SET n = 'x';
ROLLBACK;
-- statement
BEGIN WORK;
INSERT INTO t VALUES (2, 'a');
SAVEPOINT one;
DELETE FROM t;
ROLLBACK TO SAVEPOINT one;
RELEASE SAVEPOINT one;
COMMIT WORK AND NO CHAIN NO RELEASE;
-- statement
START TRANSACTION WITH CONSISTENT SNAPSHOT, READ WRITE;
-- statement
START TRANSACTION READ ONLY;
-- statement
SET autocommit = 0;
INSERT INTO t VALUES (2, 'a');
COMMIT AND CHAIN;
SET autocommit = 1;
-- statement
-- what: a change of definition commits what was open
START TRANSACTION;
INSERT INTO t VALUES (2, 'a');
CREATE TABLE made (a INT);
ROLLBACK;
-- statement
-- what: so does one that fails
-- refused: 1050
START TRANSACTION;
INSERT INTO t VALUES (2, 'a');
CREATE TABLE t (a INT);
-- statement
XA START 'lm';
INSERT INTO t VALUES (2, 'a');
XA END 'lm';
XA PREPARE 'lm';
XA COMMIT 'lm';
