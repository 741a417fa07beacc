LOCK TABLES users WRITE, user_archive WRITE;
INSERT INTO user_archive SELECT * FROM users WHERE deleted = 1;
DELETE FROM users WHERE deleted = 1;
UNLOCK TABLES;
