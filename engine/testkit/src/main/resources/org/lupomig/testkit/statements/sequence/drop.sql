-- what: sequences are dropped
-- given
CREATE SEQUENCE s START WITH 100;
CREATE SEQUENCE c2.s START WITH 7;
DO NEXTVAL(s);
-- statement
DROP SEQUENCE s;
-- statement
DROP SEQUENCE s, c2.s;
-- statement
DROP SEQUENCE IF EXISTS missing;
-- statement
DROP TABLE s;
-- statement
DROP TEMPORARY SEQUENCE IF EXISTS s;
