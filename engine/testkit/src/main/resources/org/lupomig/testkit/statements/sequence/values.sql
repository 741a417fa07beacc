-- what: values are taken and set
-- given
CREATE SEQUENCE s START WITH 100 INCREMENT BY 10;
DO NEXTVAL(s);
-- statement
SELECT NEXTVAL(s);
-- statement
SELECT NEXT VALUE FOR c.s;
-- statement
SELECT SETVAL(s, 1000);
-- statement
SELECT SETVAL(s, 500, 0);
-- statement
SELECT LASTVAL(s), PREVIOUS VALUE FOR s;
-- statement
DO SETVAL(s, 1);
