CREATE TABLE cache (id BIGINT PRIMARY KEY, x INT, y INT, KEY by_x (x), KEY by_xy (x, y)) ENGINE=MEMORY;
CREATE TABLE a (id BIGINT PRIMARY KEY, x INT, y INT, KEY by_x (x));
ALTER TABLE a ADD KEY by_xy (x, y), DROP KEY by_x;
