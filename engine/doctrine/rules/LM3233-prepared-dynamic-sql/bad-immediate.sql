SET @prefix = 'wp_';
EXECUTE IMMEDIATE CONCAT('DROP TABLE IF EXISTS ', @prefix, 'cache');
