-- mistake: GO between batches
CREATE TABLE n (id INT)
GO
-- mistake: names in brackets
CREATE TABLE [n] ([id] INT);
-- mistake: TOP
SELECT TOP 10 * FROM t;
-- mistake: IDENTITY
CREATE TABLE n (id INT IDENTITY(1, 1));
-- mistake: NVARCHAR(MAX)
CREATE TABLE n (s NVARCHAR(MAX));
-- mistake: DECLARE outside of a program
DECLARE @x INT = 1;
-- mistake: EXEC
EXEC p 1, 2;
-- mistake: PRINT
PRINT 'done';
-- mistake: a text with N and two kinds of concatenation
SELECT N'a' + ;
-- mistake: MERGE
MERGE INTO t USING u ON (t.id = u.id) WHEN MATCHED THEN UPDATE SET a = 1;
-- mistake: VARCHAR2
CREATE TABLE n (s VARCHAR2(10));
-- mistake: NUMBER
CREATE TABLE n (d NUMBER(10, 2));
-- mistake: the slash of SQL*Plus
CREATE TABLE n (id INT);
/
-- mistake: PRAGMA of SQLite
PRAGMA foreign_keys = ON;
-- mistake: INSERT OR REPLACE of SQLite
INSERT OR REPLACE INTO t VALUES (1, 2, 'x');
-- mistake: WITHOUT ROWID of SQLite
CREATE TABLE n (id INT PRIMARY KEY) WITHOUT ROWID;
-- mistake: a placeholder
INSERT INTO t VALUES (?, ?, ?);
-- mistake: a named placeholder
UPDATE t SET a = :a WHERE id = :id;
-- mistake: a placeholder of a template
CREATE TABLE {{ prefix }}n (id INT);
-- mistake: a marker of a merge
<<<<<<< HEAD
CREATE TABLE n (id INT);
-- mistake: plain words
please make a table
-- mistake: BEGIN TRAN
BEGIN TRAN;
UPDATE t SET b = 'x' WHERE a = 1;
COMMIT;
-- mistake: BEGIN TRANSACTION
BEGIN TRANSACTION;
-- mistake: USE of the client by its sign
\u c
-- mistake: a command of the shell by its sign
\! ls; SELECT 1;
