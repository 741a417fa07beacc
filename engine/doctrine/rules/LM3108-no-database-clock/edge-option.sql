-- option: functions = RAND
INSERT INTO sessions (user_id, started) VALUES (RAND(), NOW());
