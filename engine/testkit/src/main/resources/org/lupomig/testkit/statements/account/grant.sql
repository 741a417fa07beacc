-- what: rights of every kind
-- traits: accounts global
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT);
INSERT INTO t VALUES (0,1);
CREATE PROCEDURE p() SELECT 1;
CREATE FUNCTION f() RETURNS INT RETURN 1;
CREATE USER lm_a, lm_b@localhost;
CREATE ROLE lm_r;
GRANT UPDATE ON c.* TO lm_a;
-- statement
GRANT ALL PRIVILEGES ON *.* TO lm_a WITH GRANT OPTION;
-- statement
GRANT SELECT, INSERT, UPDATE, DELETE ON `c`.* TO 'lm_a'@'%', lm_b@localhost;
-- statement
GRANT SELECT (id, n), UPDATE (n), REFERENCES ON TABLE c.t TO lm_a;
-- statement
GRANT EXECUTE ON PROCEDURE c.p TO lm_a;
-- statement
GRANT EXECUTE, ALTER ROUTINE ON FUNCTION f TO lm_a;
-- statement
GRANT USAGE ON *.* TO lm_a REQUIRE SSL WITH MAX_USER_CONNECTIONS 5;
-- statement
GRANT lm_r TO lm_a WITH ADMIN OPTION;
-- statement
GRANT CREATE, DROP, ALTER, INDEX, CREATE VIEW, SHOW VIEW, TRIGGER, EVENT, CREATE TEMPORARY TABLES, LOCK TABLES, DELETE HISTORY ON c.* TO lm_r;
-- statement
GRANT PROCESS, RELOAD, SUPER, BINLOG MONITOR, CONNECTION ADMIN, READ_ONLY ADMIN, SET USER, CREATE USER, REPLICATION SLAVE ON *.* TO lm_a;
-- statement
GRANT SELECT ON t TO lm_a;
-- statement
GRANT SELECT ON `c\_%`.* TO lm_a;
-- statement
-- what: not run: the giver needs the right with its option
-- traits: parsed accounts global
GRANT PROXY ON lm_b@localhost TO lm_a;
-- statement
-- what: makes the account
GRANT SELECT ON c.* TO lm_new IDENTIFIED BY 'x';
-- statement
-- what: a right that is there
GRANT UPDATE ON c.* TO lm_a;
