-- what: keys in every spelling
-- statement
CREATE TABLE t (a INT NOT NULL, b INT, c VARCHAR(50), d VARCHAR(300), PRIMARY KEY (a), KEY (b), INDEX i_c (c), UNIQUE (b, c), UNIQUE KEY u2 (c, b), UNIQUE INDEX u3 USING BTREE (d), KEY pre (d(10), c(5)), CONSTRAINT named UNIQUE (a, b), CONSTRAINT UNIQUE KEY u4 (b, a));
-- statement
-- what: a key that goes down, and keys with options
CREATE TABLE t (a INT, b INT, c INT, KEY k1 (a DESC, b ASC), KEY k2 (b) COMMENT 'for reports' KEY_BLOCK_SIZE=0, KEY k3 USING HASH (c)) ENGINE=InnoDB;
-- statement
-- what: a key that the optimizer does not use
CREATE TABLE t (a INT, b INT, KEY k1 (a) IGNORED, UNIQUE k2 (b) NOT IGNORED);
-- statement
-- what: a unique key over long texts, kept as a hash
CREATE TABLE t (a TEXT, b BLOB, UNIQUE (a), UNIQUE KEY ub (b) USING HASH);
-- statement
-- what: primary key of several columns
CREATE TABLE t (a INT, b VARCHAR(10), c DATE, CONSTRAINT pk PRIMARY KEY USING BTREE (c, a, b(5)));
