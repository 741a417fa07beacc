CREATE TABLE a (
  id BIGINT PRIMARY KEY,
  v VARCHAR(768),
  w VARCHAR(3000) CHARACTER SET ascii,
  t TEXT,
  UNIQUE KEY by_v (v),
  KEY by_w (w),
  KEY by_vt (v(400), t(300)),
  FULLTEXT KEY words (t, v)
) CHARACTER SET utf8mb4;
