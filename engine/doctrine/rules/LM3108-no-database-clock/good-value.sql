INSERT INTO sessions (user_id, started_ymdhis) VALUES (7, 20260108000000);
UPDATE sessions SET ended_ymdhis = ${now} WHERE id = 7;
