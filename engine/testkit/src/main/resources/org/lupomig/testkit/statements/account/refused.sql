-- what: accounts that cannot be
-- traits: accounts global
-- given
CREATE USER lm_a;
CREATE ROLE lm_r;
-- statement
-- refused: 1396
CREATE USER lm_a;
-- statement
-- refused: 1396
DROP USER lm_missing;
-- statement
-- what: one of two is dropped all the same
-- refused: 1396
-- traits: accounts global partial
DROP USER lm_a, lm_missing;
-- statement
-- what: one of two is made all the same
-- refused: 1396
-- traits: accounts global partial
CREATE USER lm_a, lm_b;
-- statement
-- refused: 1396
ALTER USER lm_missing ACCOUNT LOCK;
-- statement
-- refused: 1396
RENAME USER lm_missing TO lm_b;
-- statement
-- refused: 1396
CREATE ROLE lm_r;
-- statement
-- refused: 1396
DROP ROLE lm_missing;
-- statement
-- refused: 1141
REVOKE SELECT ON c.* FROM lm_a;
-- statement
-- refused: 1133
GRANT SELECT ON c.* TO lm_missing;
-- statement
-- refused: 1146
GRANT SELECT ON c.missing TO lm_a;
-- statement
-- refused: 1064
GRANT EVERYTHING ON c.* TO lm_a;
-- statement
-- refused: 1959
SET ROLE lm_missing;
