UPDATE users SET is_active = 0 WHERE id = 7;
UPDATE users SET is_active = 0 WHERE TRUE;
