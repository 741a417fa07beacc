-- what: character set of table and column, and what follows from each
-- statement
CREATE TABLE t (a VARCHAR(10), b VARCHAR(10) CHARACTER SET latin1, c VARCHAR(10) COLLATE utf8mb4_bin, d TEXT CHARSET ucs2 COLLATE ucs2_general_ci, e VARCHAR(5) CHARACTER SET ascii NOT NULL DEFAULT 'x') CHARACTER SET = utf8mb3 COLLATE = utf8mb3_unicode_ci;
-- statement
CREATE TABLE t (a CHAR(3), b ENUM('a')) DEFAULT CHARSET=latin1;
-- statement
CREATE TABLE t (a CHAR(3)) COLLATE utf8mb4_nopad_bin;
