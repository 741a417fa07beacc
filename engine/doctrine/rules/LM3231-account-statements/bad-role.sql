CREATE ROLE reader;
GRANT reader TO app@'%';
SET DEFAULT ROLE reader FOR app@'%';
REVOKE INSERT ON wiki.page FROM app@'%';
DROP USER old_app;
SET PASSWORD FOR app@'%' = PASSWORD('x');
