-- what: types that are held to
-- statement
CREATE TABLE a (i INT, j INTEGER PRIMARY KEY, r REAL, t TEXT, b BLOB, x ANY) STRICT
-- statement
CREATE TABLE a (k ANY, v TEXT, PRIMARY KEY (k)) STRICT, WITHOUT ROWID
