-- what: columns with and without types
-- statement
CREATE TABLE a (x, y INTEGER, z VARCHAR(255) NOT NULL, w DECIMAL(10, -2));
-- statement
CREATE TABLE main.b ("a b" TEXT, [c d] BLOB, `e f` REAL, 'g h' NUMERIC)
