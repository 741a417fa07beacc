-- what: hash and tree keys of tables in memory
-- statement
CREATE TABLE t (a INT NOT NULL, b INT, PRIMARY KEY USING HASH (a), KEY USING BTREE (b)) ENGINE=MEMORY MAX_ROWS=100;
