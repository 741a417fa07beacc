-- what: a table like another one, without its rows and foreign keys
-- given
CREATE TABLE p (id INT PRIMARY KEY);
CREATE TABLE a (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10) DEFAULT 'x', pid INT, KEY (n), CHECK (n <> 'y'), FOREIGN KEY (pid) REFERENCES p (id));
INSERT INTO p VALUES (1);
INSERT INTO a VALUES (3,NULL,1);
-- statement
CREATE TABLE b LIKE a;
-- statement
CREATE TABLE c2.b (LIKE c.a);
-- statement
CREATE TABLE IF NOT EXISTS b LIKE a;
-- statement
CREATE OR REPLACE TABLE p2 LIKE p;
