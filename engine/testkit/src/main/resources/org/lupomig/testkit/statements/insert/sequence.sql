-- what: a key from a sequence
-- given
CREATE SEQUENCE s START WITH 10;
CREATE TABLE t (id BIGINT NOT NULL DEFAULT NEXTVAL(s) PRIMARY KEY, n VARCHAR(5));
INSERT INTO t (n) VALUES (''),(NULL);
-- statement
INSERT INTO t (n) VALUES ('a'), ('b');
-- statement
INSERT INTO t VALUES (NEXT VALUE FOR s, 'c');
