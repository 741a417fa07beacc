-- what: rows made of arguments
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
SELECT j.value FROM t, json_each(t.a) AS j WHERE json_valid(t.a)
-- statement
SELECT name FROM pragma_table_info('t') UNION ALL SELECT name FROM pragma_database_list
-- statement
SELECT user_version FROM pragma_user_version
-- statement
CREATE TABLE pragma_mine (a INT); SELECT a FROM pragma_mine
-- statement
CREATE VIRTUAL TABLE words USING fts5(w); SELECT w FROM words('x')
