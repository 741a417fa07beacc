SET @first = 1;
SELECT MAX(id), MIN(id) INTO @last, @Least FROM users;
UPDATE users SET n = (@row := @row + 1) WHERE id BETWEEN @first AND @last AND id > @least;
SET STATEMENT foreign_key_checks = 0 FOR DELETE FROM a WHERE id = 1;
