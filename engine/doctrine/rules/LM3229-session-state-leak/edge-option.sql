-- option: variables = sql_notes
SET sql_notes = 0, foreign_key_checks = 0;
UPDATE users SET a = @unknown, b = @Unknown WHERE id = 1;
