-- what: what SQLite takes between constraints
-- statement
CREATE TABLE a (a INT, b INT, UNIQUE (a) CHECK (b > 0) CONSTRAINT named UNIQUE (b))
