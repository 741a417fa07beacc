-- what: lists of words, with a comma, an apostrophe and an empty word in them
-- statement
CREATE TABLE t (a ENUM('x','y'), b ENUM('it''s','a,b','') NOT NULL DEFAULT '', c ENUM('é','日本') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, d SET('r','w','x') DEFAULT 'r,w', e SET('one') NOT NULL);
