-- what: a table from a query
-- given
CREATE TABLE a (id INT PRIMARY KEY, n VARCHAR(10), d DECIMAL(5,2), g INT AS (id * 2));
INSERT INTO a (id, n, d) VALUES (0,'',-1.5),(1,NULL,NULL),(2,'日本',0);
-- statement
CREATE TABLE b AS SELECT * FROM a;
-- statement
CREATE TABLE b SELECT id, UPPER(n) AS big, d + 1 FROM a WHERE id > 0 ORDER BY id DESC;
-- statement
CREATE TABLE b (k INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(50) DEFAULT 'z', KEY (n)) ENGINE=InnoDB AS SELECT n FROM a;
-- statement
CREATE TABLE b (id INT UNIQUE) IGNORE SELECT 1 AS id UNION ALL SELECT id FROM a;
-- statement
CREATE TABLE b (id INT PRIMARY KEY) REPLACE SELECT 1 AS id, 'first' AS w UNION ALL SELECT id, n FROM a;
-- statement
CREATE TABLE b AS WITH big AS (SELECT id FROM a WHERE id >= 1) SELECT big.id, a.n FROM big JOIN a USING (id);
-- statement
CREATE TABLE b (v INT) AS VALUES (1), (2);
-- statement
CREATE TABLE b AS (SELECT id FROM a) UNION (SELECT 9) LIMIT 3;
