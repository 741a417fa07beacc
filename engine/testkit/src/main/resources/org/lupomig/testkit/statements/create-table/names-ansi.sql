-- what: names in double quotes
-- traits: session
-- statement
SET sql_mode = 'ANSI_QUOTES';
CREATE TABLE "order" ("group" INT, "say ""so""" VARCHAR(10) DEFAULT 'x');
