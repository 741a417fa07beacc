SET GLOBAL innodb_file_per_table = 1, GLOBAL innodb_large_prefix = 1;
SET @@global.max_allowed_packet = 67108864;
SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED;
ALTER TABLE users ROW_FORMAT = DYNAMIC;
