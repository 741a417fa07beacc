-- what: a schema that is not there
-- refused: 1008
-- statement
DROP DATABASE c99;
