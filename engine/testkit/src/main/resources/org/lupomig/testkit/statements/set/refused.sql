-- what: variables that cannot be set
-- statement
-- refused: 1193
SET no_such_variable = 1;
-- statement
-- refused: 1238
SET GLOBAL version = 'x';
-- statement
-- refused: 1229
SET SESSION max_connect_errors = 5;
-- statement
-- refused: 1228
SET GLOBAL insert_id = 5;
-- statement
-- refused: 1231
SET sql_mode = 'NO_SUCH_MODE';
-- statement
-- refused: 1232
SET GLOBAL max_connections = 'many';
-- statement
-- refused: 1064
SET @a;
