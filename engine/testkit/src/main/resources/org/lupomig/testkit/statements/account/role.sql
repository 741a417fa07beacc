-- what: roles
-- traits: accounts global
-- given
CREATE ROLE lm_r;
CREATE USER lm_a;
GRANT lm_r TO lm_a;
GRANT SELECT ON c.* TO lm_r;
-- statement
CREATE ROLE lm_s;
-- statement
CREATE ROLE lm_s WITH ADMIN CURRENT_USER;
-- statement
CREATE ROLE IF NOT EXISTS lm_r;
-- statement
CREATE OR REPLACE ROLE lm_r WITH ADMIN lm_a;
-- statement
DROP ROLE lm_r;
-- statement
DROP ROLE IF EXISTS lm_missing, lm_r;
-- statement
SET DEFAULT ROLE lm_r FOR lm_a;
-- statement
SET DEFAULT ROLE NONE FOR lm_a@'%';
-- statement
-- traits: accounts global session
SET ROLE NONE;
