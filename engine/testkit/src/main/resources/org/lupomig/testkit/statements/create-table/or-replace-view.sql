-- what: OR REPLACE does not replace a view
-- refused: 1965
-- given
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1),(NULL);
CREATE VIEW v AS SELECT a FROM t;
-- statement
CREATE OR REPLACE TABLE v (a INT);
