-- what: a table that is its primary key
-- statement
CREATE TABLE a (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID
