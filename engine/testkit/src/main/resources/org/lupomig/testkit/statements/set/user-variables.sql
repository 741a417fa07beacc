-- what: variables of the user's own
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
SET @a = 1, @`b c` := 'x', @d = (SELECT COUNT(*) FROM t);
-- statement
SET @a = (SELECT n FROM t WHERE id = 0), @a = CONCAT(@a, '!');
-- statement
SELECT @last := id FROM t ORDER BY id;
