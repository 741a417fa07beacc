CREATE TABLE a (id BIGINT PRIMARY KEY, x INT, y INT, KEY by_x (x), KEY by_xy (x, y));
