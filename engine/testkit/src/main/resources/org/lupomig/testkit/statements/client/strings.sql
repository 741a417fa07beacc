-- what: texts in every form of quoting
-- given
CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(60), b VARBINARY(60));
INSERT INTO t VALUES (1,'',NULL),(2,NULL,x'00');
-- statement
INSERT INTO t (n) VALUES ('it''s'), ('it\'s'), ("say ""so"""), ("say \"so\""), ('say "so"'), ("it's");
-- statement
INSERT INTO t (n) VALUES ('a\nb\tc\0d\\e\%f\_g\Zh\x'), ('\\'), ('ends with \\'), ('\'');
-- statement
INSERT INTO t (n) VALUES ('one' ' and ' 'two'), ('over
lines' "and more");
-- statement
INSERT INTO t (n, b) VALUES (_utf8mb4'é' COLLATE utf8mb4_bin, x'00FF'), (N'nätional', X'6162'), (n'x', 0x6162), (_latin1 0xE9, b'1010'), (_binary'a', 0b1111);
-- statement
INSERT INTO t (n) VALUES ('日本 😀'), ('ünïcode — “quotes”'), (CONCAT('a', CHAR(10 USING utf8mb4), 'b'));
-- statement
INSERT INTO t (n) VALUES (''''), (''''''), (""""), ('"'), ("'"), ('`');
-- statement
INSERT INTO t (n) VALUES (';'), ('-- x'), ('/* x'), ('# x'), ('DELIMITER //');
-- statement
-- what: numbers that are written in every form
INSERT INTO t (n) VALUES (1), (-1), (+1), (1.5), (.5), (5.), (1e3), (1E-3), (.5e+2), (0x1F), (0b11), (TRUE), (NULL), (DATE'2020-01-01'), ({d '2020-01-02'});
