-- what: all texts of a table in another character set; TEXT becomes MEDIUMTEXT
-- given
CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20) NOT NULL DEFAULT 'é', b TEXT, c CHAR(5) CHARACTER SET ascii, d VARCHAR(10) COLLATE latin1_bin, e ENUM('a','b')) CHARACTER SET latin1;
INSERT INTO t VALUES (1,'é','à la carte','x','Q','a'),(2,'',NULL,NULL,NULL,NULL);
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4;
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
-- statement
ALTER TABLE t DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
-- statement
ALTER TABLE t CHARACTER SET = utf8mb3, CONVERT TO CHARSET utf8mb3;
-- statement
ALTER TABLE t CONVERT TO CHARACTER SET binary;
