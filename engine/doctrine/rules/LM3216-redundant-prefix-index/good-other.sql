CREATE TABLE a (
  id BIGINT PRIMARY KEY,
  x INT,
  y INT,
  t VARCHAR(80),
  UNIQUE KEY by_x (x),
  KEY by_xy (x, y),
  KEY by_y (y),
  KEY by_x_down (x DESC, t),
  KEY by_t (t),
  FULLTEXT KEY words (t, id)
);
