-- what: character set and collation of a new schema, in every spelling
-- statement
CREATE DATABASE c3 CHARACTER SET latin1;
-- statement
CREATE DATABASE c3 DEFAULT CHARACTER SET = 'utf8mb4' DEFAULT COLLATE = 'utf8mb4_unicode_ci';
-- statement
CREATE SCHEMA c3 CHARSET utf8mb3 COLLATE utf8mb3_bin;
