-- what: character set and collation of one column
-- given
CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20) CHARACTER SET latin1, b VARCHAR(20) COLLATE utf8mb4_bin UNIQUE, c TEXT CHARACTER SET utf8mb3);
INSERT INTO t VALUES (1,'é','a','日本'),(2,NULL,'b',NULL),(3,'','','');
-- statement
ALTER TABLE t MODIFY a VARCHAR(20) CHARACTER SET utf8mb4;
-- statement
ALTER TABLE t MODIFY b VARCHAR(20) COLLATE utf8mb4_unicode_ci;
-- statement
ALTER TABLE t MODIFY c TEXT CHARACTER SET utf8mb4, MODIFY a VARBINARY(20);
