-- what: comments in every form, before, within and after a statement
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
INSERT INTO t VALUES (2, 'a'); -- the rest of the line; is a comment
-- sends
INSERT INTO t VALUES (2, 'a')
-- statement
# a number sign; it's a comment
INSERT INTO t VALUES (2, 'a') # and here
;
-- sends
INSERT INTO t VALUES (2, 'a')
-- statement
/* over
   several; lines 'it */ INSERT /* in */ INTO/**/t VALUES (2, /* "x; */ 'a');
-- sends
INSERT /* in */ INTO/**/t VALUES (2, /* "x; */ 'a')
-- statement
-- what: two signs without a blank after them are no comment
INSERT INTO t VALUES (3--1, 'a');
-- sends
INSERT INTO t VALUES (3--1, 'a')
-- statement
--
--	after a tab
INSERT INTO t VALUES (2, 'a -- no comment'), (3, 'a # nor here'), (4, '/* nor here */');
-- sends
INSERT INTO t VALUES (2, 'a -- no comment'), (3, 'a # nor here'), (4, '/* nor here */')
-- statement
UPDATE t -- one
SET n = 'x' -- two; three
WHERE id = 1;
-- sends
UPDATE t -- one
SET n = 'x' -- two; three
WHERE id = 1
-- statement
-- what: no statement at all after the last one
DELETE FROM t WHERE id = 0;
;
-- nothing
/* nothing; */
-- sends
DELETE FROM t WHERE id = 0
