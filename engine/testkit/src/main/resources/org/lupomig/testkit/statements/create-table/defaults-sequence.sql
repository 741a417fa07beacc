-- what: a default that is a sequence's next value
-- given
CREATE SEQUENCE s START WITH 100 INCREMENT BY 10;
-- statement
CREATE TABLE t (id BIGINT NOT NULL DEFAULT NEXT VALUE FOR s PRIMARY KEY, b BIGINT DEFAULT NEXTVAL(c.s));
