-- what: OR REPLACE and IF NOT EXISTS, on an account that is there and on none
-- traits: accounts global
-- given
CREATE USER lm_a IDENTIFIED BY 'old' WITH MAX_USER_CONNECTIONS 7;
GRANT SELECT, INSERT ON c.* TO lm_a;
-- statement
CREATE OR REPLACE USER lm_a IDENTIFIED BY 'new';
-- statement
CREATE USER IF NOT EXISTS lm_a IDENTIFIED BY 'new';
-- statement
CREATE USER IF NOT EXISTS lm_a, lm_b;
-- statement
CREATE OR REPLACE USER lm_b;
