-- what: a schema that is there
-- refused: 1007
-- statement
CREATE DATABASE c2;
