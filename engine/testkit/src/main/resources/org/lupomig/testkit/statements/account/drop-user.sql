-- what: accounts are dropped with their grants
-- traits: accounts global
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT);
INSERT INTO t VALUES (0,1);
CREATE USER lm_a IDENTIFIED BY 'x', lm_b@localhost REQUIRE SSL;
GRANT SELECT (id), INSERT ON c.t TO lm_a WITH GRANT OPTION;
GRANT PROCESS ON *.* TO lm_a;
-- statement
DROP USER lm_a;
-- statement
DROP USER 'lm_a'@'%', lm_b@localhost;
-- statement
DROP USER IF EXISTS lm_a, lm_missing;
-- statement
DROP USER IF EXISTS lm_missing;
