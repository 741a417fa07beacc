-- what: a schema without anything in it
-- statement
DROP DATABASE c2;
