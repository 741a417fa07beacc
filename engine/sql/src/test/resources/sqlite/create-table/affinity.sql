-- what: what the declared types make of values
-- statement
CREATE TABLE a (i BIGINT, c CHARACTER VARYING(10), t CLOB, d DOUBLE PRECISION, f FLOAT, n DATETIME, p FLOATING POINT, s STRING, u UNSIGNED BIG INT, x)
