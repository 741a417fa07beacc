-- what: words that are names where they stand
-- statement
CREATE TABLE "select" ("from" INT, "it""s" TEXT)
-- statement
CREATE TABLE desc (key INT, row TEXT, temp, abort, view)
-- statement
CREATE TABLE größe (maß REAL)
