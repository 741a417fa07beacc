INSERT INTO sessions (user_id, started) VALUES (7, NOW());
UPDATE sessions SET ended = UNIX_TIMESTAMP() WHERE started < DATE_SUB(CURDATE(), INTERVAL 30 DAY);
