-- what: for this connection alone
-- statement
CREATE TEMP TABLE a (x INT)
-- statement
CREATE TEMPORARY TABLE IF NOT EXISTS a (x)
-- statement
CREATE TABLE temp.a (x)
