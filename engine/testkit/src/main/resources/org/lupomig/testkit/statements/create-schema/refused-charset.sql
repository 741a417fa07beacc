-- what: a character set that there is not
-- refused: 1115
-- statement
CREATE DATABASE c3 CHARACTER SET utf9;
-- statement
-- what: a collation of another character set
-- refused: 1253
CREATE DATABASE c3 CHARACTER SET latin1 COLLATE utf8mb4_bin;
