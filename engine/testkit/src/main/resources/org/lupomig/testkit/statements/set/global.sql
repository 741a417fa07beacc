-- what: variables of the server
-- traits: global
-- given
SET GLOBAL max_connect_errors = 200, GLOBAL long_query_time = 7.5;
-- statement
SET GLOBAL max_connect_errors = 500;
-- statement
SET @@global.long_query_time = 2.5, GLOBAL max_connect_errors = DEFAULT;
-- statement
SET GLOBAL event_scheduler = OFF;
-- statement
SET GLOBAL sql_mode = '';
-- statement
SET GLOBAL max_connect_errors = 300, SESSION sort_buffer_size = 65536, @x = 1;
-- statement
SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED;
-- clean
SET GLOBAL max_connect_errors = DEFAULT, GLOBAL long_query_time = DEFAULT, GLOBAL sql_mode = DEFAULT;
SET GLOBAL TRANSACTION ISOLATION LEVEL REPEATABLE READ;
