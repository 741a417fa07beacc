-- what: another name and nothing else
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL DEFAULT 4 COMMENT 'x', b INT AS (id + 1), KEY k (a));
INSERT INTO t (id, a) VALUES (1,1),(0,-2);
-- statement
ALTER TABLE t RENAME COLUMN a TO total;
-- statement
ALTER TABLE t RENAME COLUMN IF EXISTS missing TO total;
-- statement
ALTER TABLE t RENAME COLUMN a TO x, RENAME COLUMN id TO no;
