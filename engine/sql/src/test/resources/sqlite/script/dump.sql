-- what: as the shell writes it
-- given
CREATE TABLE z (id INTEGER PRIMARY KEY AUTOINCREMENT);
-- statement
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "pages" (id INTEGER PRIMARY KEY AUTOINCREMENT, "title" TEXT);
INSERT INTO pages VALUES(1,'it''s; here');
INSERT INTO sqlite_sequence VALUES('pages',1);
CREATE INDEX pages_title ON pages(title);
COMMIT;
