-- what: columns whose values are packed
-- statement
CREATE TABLE t (a TEXT COMPRESSED, b VARCHAR(100) COMPRESSED=zlib, c BLOB COMPRESSED DEFAULT 'x');
