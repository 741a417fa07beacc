-- what: attributes of a column in unusual order
-- statement
CREATE TABLE t (a INT COMMENT 'it''s' NOT NULL DEFAULT 3, b VARCHAR(10) UNIQUE KEY NULL DEFAULT 'x', c INT KEY, d INT NULL UNIQUE COMMENT '', e VARCHAR(3) DEFAULT 'y' COLLATE utf8mb4_bin NOT NULL);
