-- what: computed columns
-- statement
CREATE TABLE a (a INT, b INT GENERATED ALWAYS AS (a * 2) VIRTUAL, c TEXT AS (a || '-' || b) STORED, d AS (lower(c)) NOT NULL)
