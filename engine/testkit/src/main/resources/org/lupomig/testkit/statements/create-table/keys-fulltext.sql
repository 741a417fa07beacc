-- what: full-text keys
-- statement
CREATE TABLE t (id INT PRIMARY KEY, title VARCHAR(200), body TEXT, FULLTEXT (title), FULLTEXT KEY ft (title, body), FULLTEXT INDEX ft2 (body) COMMENT 'x');
