-- what: dates and times with fractions
-- statement
CREATE TABLE t (a DATE, b TIME, c TIME(6), d DATETIME, e DATETIME(3), f TIMESTAMP NULL, g TIMESTAMP(6) NULL DEFAULT NULL, h YEAR, i YEAR(4));
