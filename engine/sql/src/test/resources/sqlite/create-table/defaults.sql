-- what: what stands where no value is given
-- statement
CREATE TABLE a (a INT DEFAULT -1, b TEXT DEFAULT 'it''s', c DEFAULT NULL, d DEFAULT (1 + length('abc')), e TEXT DEFAULT CURRENT_TIMESTAMP, f DEFAULT +1.5e3, g BLOB DEFAULT x'00ff', h DEFAULT TRUE, i DEFAULT word)
