-- what: checks of columns and of the table, named and not
-- statement
CREATE TABLE t (a INT CHECK (a > 0), b INT DEFAULT 5 COMMENT 'five' CHECK (b BETWEEN 1 AND 9), c VARCHAR(9), CHECK (a < b), CONSTRAINT c_filled CHECK (c IS NULL OR CHAR_LENGTH(c) > 1), CONSTRAINT CHECK (b <> 3));
