-- what: exact and inexact numbers
-- statement
CREATE TABLE t (a DECIMAL, b DECIMAL(10), c DECIMAL(65,30), d DEC(5,2) UNSIGNED, e NUMERIC(8,3) ZEROFILL, f FIXED(4,4));
-- statement
CREATE TABLE t (a FLOAT, b FLOAT(24), c FLOAT(53), d FLOAT(7,4) UNSIGNED, e DOUBLE, f DOUBLE PRECISION, g DOUBLE(15,3), h REAL);
