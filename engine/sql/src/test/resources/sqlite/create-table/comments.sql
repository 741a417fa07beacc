-- what: comments at every place
-- statement
CREATE TABLE /* ; */ a ( -- the key;
  x INT, /* 'it''s' */
  y TEXT --no blank
)
