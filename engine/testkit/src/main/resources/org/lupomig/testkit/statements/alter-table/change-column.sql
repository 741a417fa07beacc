-- what: another name and another definition
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL DEFAULT 4, b VARCHAR(10), KEY k (a, b), g INT AS (a + 1));
INSERT INTO t (id, a, b) VALUES (1,1,'x'),(0,-2,NULL);
-- statement
ALTER TABLE t CHANGE b title VARCHAR(50) NULL DEFAULT 'none';
-- statement
ALTER TABLE t CHANGE COLUMN b B VARCHAR(10);
-- statement
ALTER TABLE t CHANGE b b TEXT AFTER id, DROP KEY k;
-- statement
ALTER TABLE t CHANGE id key_id BIGINT NOT NULL FIRST;
