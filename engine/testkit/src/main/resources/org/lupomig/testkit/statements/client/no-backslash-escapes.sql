-- what: a backslash is a letter
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
SET sql_mode = 'NO_BACKSLASH_ESCAPES';
-- statement
INSERT INTO t VALUES (2, 'a\'), (3, 'b''s\n');
-- sends
INSERT INTO t VALUES (2, 'a\'), (3, 'b''s\n')
