-- what: keys of every kind
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(50), c TEXT, p POINT NOT NULL);
INSERT INTO t VALUES (0,1,'x','some words',POINT(1,2)),(1,NULL,NULL,NULL,POINT(-1,0)),(2,-3,'','日本',POINT(0,0));
-- statement
ALTER TABLE t ADD INDEX (a);
-- statement
ALTER TABLE t ADD KEY k_ab (a, b(10));
-- statement
ALTER TABLE t ADD INDEX k USING BTREE (a DESC) COMMENT 'newest first';
-- statement
ALTER TABLE t ADD UNIQUE (b);
-- statement
ALTER TABLE t ADD CONSTRAINT u_ab UNIQUE KEY (a, b);
-- statement
ALTER TABLE t ADD FULLTEXT INDEX ft (b, c);
-- statement
ALTER TABLE t ADD SPATIAL INDEX sp (p);
-- statement
ALTER TABLE t ADD UNIQUE INDEX long_text (c) USING HASH;
-- statement
ALTER TABLE t ADD INDEX (a), ADD INDEX (a, b), ADD UNIQUE u (a);
-- statement
ALTER TABLE t ADD INDEX i1 (a) IGNORED;
