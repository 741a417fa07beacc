-- what: rows in an order, keys off and on, the table built anew
-- given
CREATE TABLE t (a INT, n VARCHAR(10), KEY (a)) ENGINE=MyISAM;
INSERT INTO t VALUES (3,''),(NULL,NULL),(-7,'x');
-- statement
ALTER TABLE t ORDER BY a DESC, n;
-- statement
ALTER TABLE t DISABLE KEYS;
-- statement
ALTER TABLE t ENABLE KEYS;
-- statement
ALTER TABLE t FORCE;
-- statement
-- what: nothing at all
ALTER TABLE t;
