-- what: columns that SELECT * does not show
-- statement
CREATE TABLE t (a INT, b INT INVISIBLE, c VARCHAR(5) NOT NULL DEFAULT 'x' INVISIBLE);
