-- what: rights are taken back
-- traits: accounts global
-- given
CREATE TABLE t (id INT PRIMARY KEY, n INT);
INSERT INTO t VALUES (0,1);
CREATE USER lm_a, lm_b@localhost;
CREATE ROLE lm_r;
GRANT SELECT, INSERT, UPDATE ON c.* TO lm_a WITH GRANT OPTION;
GRANT SELECT (id), UPDATE (n) ON c.t TO lm_b@localhost;
GRANT PROCESS, RELOAD ON *.* TO lm_a;
GRANT lm_r TO lm_a WITH ADMIN OPTION;
-- statement
REVOKE INSERT ON c.* FROM lm_a;
-- statement
REVOKE SELECT (id) ON c.t FROM lm_b@localhost;
-- statement
REVOKE ALL PRIVILEGES, GRANT OPTION FROM lm_a, lm_b@localhost;
-- statement
REVOKE ALL PRIVILEGES ON c.* FROM lm_a;
-- statement
REVOKE GRANT OPTION ON c.* FROM lm_a;
-- statement
REVOKE lm_r FROM lm_a;
-- statement
REVOKE ADMIN OPTION FOR lm_r FROM lm_a;
-- statement
REVOKE PROCESS, RELOAD ON *.* FROM lm_a;
