-- what: of the tables that SQLite keeps
-- given
CREATE TABLE k (id INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO k DEFAULT VALUES;
-- statement
DELETE FROM sqlite_sequence WHERE name = 'k'
