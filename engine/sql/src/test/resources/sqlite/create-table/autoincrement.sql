-- what: the key of the row, counted on
-- statement
CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT)
-- statement
CREATE TABLE a (id INTEGER, PRIMARY KEY (id AUTOINCREMENT))
