CREATE TABLE a (id BIGINT PRIMARY KEY, t TEXT, x INT, KEY t_10 (t(10)), KEY t_20 (t(20)), KEY t_10x (t(10), x));
