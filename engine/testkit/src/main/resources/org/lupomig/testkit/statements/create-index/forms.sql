-- what: keys of every kind
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(50), c TEXT, p POINT NOT NULL);
INSERT INTO t VALUES (0,1,'x','some words',POINT(1,2)),(1,NULL,NULL,NULL,POINT(-1,0)),(2,-3,'','日本',POINT(0,0));
-- statement
CREATE INDEX k ON t (a);
-- statement
CREATE INDEX k USING BTREE ON t (a DESC, b(5) ASC) COMMENT 'it''s';
-- statement
CREATE UNIQUE INDEX k ON c.t (b);
-- statement
CREATE FULLTEXT INDEX k ON t (b, c);
-- statement
CREATE SPATIAL INDEX k ON t (p);
-- statement
CREATE INDEX k ON t (a) USING BTREE KEY_BLOCK_SIZE=8 IGNORED;
-- statement
CREATE INDEX k ON t (c(20)) ALGORITHM=INPLACE LOCK=NONE;
-- statement
CREATE INDEX k ON t (a) WAIT 3;
-- statement
CREATE UNIQUE INDEX k ON t (c) ALGORITHM COPY;
-- statement
CREATE INDEX `odd ``name` ON t (a, b, id);
