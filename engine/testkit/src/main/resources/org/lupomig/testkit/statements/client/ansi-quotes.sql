-- what: names in double quotes
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
SET sql_mode = 'ANSI_QUOTES';
-- statement
UPDATE "t" SET "n" = 'it''s "quoted"' WHERE "id" = 1;
-- statement
CREATE TABLE "odd ""name; with" ("a;b" INT);
-- statement
-- refused: 1054
INSERT INTO t VALUES (2, "text");
