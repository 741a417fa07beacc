-- what: variables of the session
-- traits: session
-- statement
SET sql_mode = 'STRICT_ALL_TABLES';
-- statement
SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_ZERO_DATE'), foreign_key_checks = OFF, @@unique_checks = 0;
-- statement
SET LOCAL lock_wait_timeout = DEFAULT, @@session.max_statement_time = 1.5, @@local.sort_buffer_size := 1024 * 1024;
-- statement
SET NAMES utf8mb4;
-- statement
SET CHARACTER SET utf8mb4;
-- statement
SET NAMES DEFAULT;
-- statement
SET TIMESTAMP = 1577836800, insert_id = 50;
-- statement
SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY;
-- statement
SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE;
-- statement
SET time_zone = '+02:00', character_set_client = utf8mb4;
