SET SESSION sort_buffer_size = 16777216;
SET foreign_key_checks = 0, @before = @@global.max_allowed_packet;
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
SET STATEMENT max_statement_time = 60 FOR SELECT 1;
