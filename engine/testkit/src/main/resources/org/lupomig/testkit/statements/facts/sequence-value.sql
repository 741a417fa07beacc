-- what: a definition shows where a sequence starts, not where it is
-- given
CREATE SEQUENCE s;
DO SETVAL(s, 500);
-- statement
DROP SEQUENCE s;
-- statement
ALTER SEQUENCE s MAXVALUE 1000;
-- statement
CREATE OR REPLACE SEQUENCE s;
