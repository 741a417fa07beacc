-- what: statements that are texts first
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
PREPARE stmt FROM 'UPDATE t SET n = ? WHERE id = ?';
SET @n = 'new', @id = 1;
EXECUTE stmt USING @n, @id;
DEALLOCATE PREPARE stmt;
-- statement
SET @ddl = CONCAT('ALTER TABLE ', 't', ' ADD COLUMN x INT');
PREPARE stmt FROM @ddl;
EXECUTE stmt;
DROP PREPARE stmt;
-- statement
EXECUTE IMMEDIATE 'DROP TABLE t';
-- statement
EXECUTE IMMEDIATE CONCAT('INSERT INTO t VALUES (', 5, ', ?)') USING 'five';
-- statement
PREPARE stmt FROM "SELECT 1";
EXECUTE stmt;
