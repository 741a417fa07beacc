-- what: an older way, of MyISAM's
-- given
CREATE TABLE t (a INT) ENGINE=MyISAM;
INSERT INTO t VALUES (1),(NULL);
-- statement
INSERT DELAYED INTO t VALUES (5);
