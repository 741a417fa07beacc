-- what: IF EXISTS on a schema that is not there
-- statement
DROP DATABASE IF EXISTS c99;
