-- what: checks of columns and of the table
-- statement
CREATE TABLE a (a INT CHECK (a > 0), b TEXT CONSTRAINT few CHECK (length(b) < 5), CONSTRAINT both CHECK (a > 1 OR b IS NOT NULL), CHECK (a BETWEEN 1 AND 5 AND b <> 'x'))
