-- what: a schema that there is not
-- refused: 1
-- statement
ALTER DATABASE c99 CHARACTER SET latin1;
-- statement
-- what: a schema that is there, and nothing to alter
-- refused: 1064
ALTER DATABASE c2;
