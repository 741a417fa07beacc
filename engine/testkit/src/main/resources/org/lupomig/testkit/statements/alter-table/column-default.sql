-- what: defaults that are set and dropped
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL DEFAULT 4, b VARCHAR(10), d DATETIME DEFAULT NOW());
INSERT INTO t VALUES (1,1,'x','2020-01-01 00:00:00'),(0,-2,NULL,NULL);
-- statement
ALTER TABLE t ALTER COLUMN a SET DEFAULT 5;
-- statement
ALTER TABLE t ALTER a DROP DEFAULT;
-- statement
ALTER TABLE t ALTER b SET DEFAULT 'it''s', ALTER COLUMN d DROP DEFAULT;
-- statement
ALTER TABLE t ALTER COLUMN b SET DEFAULT (CONCAT('a', 'b'));
-- statement
-- refused: 1067
ALTER TABLE t ALTER COLUMN IF EXISTS a SET DEFAULT NULL;
-- statement
ALTER TABLE t ALTER COLUMN IF EXISTS missing SET DEFAULT 1;
-- statement
-- what: the same column twice
-- refused: 1054
ALTER TABLE t ALTER b SET DEFAULT NULL, ALTER b SET DEFAULT 'last';
