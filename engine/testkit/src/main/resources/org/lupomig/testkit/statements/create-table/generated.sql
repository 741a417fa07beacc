-- what: generated columns, kept and not kept, in every spelling
-- statement
CREATE TABLE t (a INT, b INT AS (a + 1), c INT GENERATED ALWAYS AS (a * 2) VIRTUAL, d INT AS (a % 3) PERSISTENT, e VARCHAR(10) GENERATED ALWAYS AS (CONCAT('n', a)) STORED COMMENT 'kept', f INT AS (b + d) VIRTUAL INVISIBLE);
-- statement
-- what: a generated column with keys on it
CREATE TABLE t (doc JSON, name VARCHAR(50) AS (JSON_VALUE(doc, '$.name')) VIRTUAL, n INT AS (JSON_VALUE(doc, '$.n')) STORED UNIQUE, KEY (name));
