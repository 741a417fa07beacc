CREATE TABLE a (id BIGINT PRIMARY KEY, x INT, KEY one (x), KEY two (x), KEY three (x));
