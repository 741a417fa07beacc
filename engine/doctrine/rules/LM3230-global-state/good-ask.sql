SHOW GLOBAL VARIABLES LIKE 'innodb%';
SELECT @@global.sql_mode;
ANALYZE TABLE users;
