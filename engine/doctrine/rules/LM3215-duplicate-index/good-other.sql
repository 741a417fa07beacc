CREATE TABLE a (
  id BIGINT PRIMARY KEY,
  x INT,
  y INT,
  t VARCHAR(80),
  KEY xy (x, y),
  KEY yx (y, x),
  KEY x_down (x DESC),
  KEY t_10 (t(10)),
  KEY t_all (t),
  FULLTEXT KEY t_words (t)
);
