-- what: on a temporary table
-- statement
CREATE TEMP TABLE tt (a);
CREATE INDEX ti ON tt (a)
