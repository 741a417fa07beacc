-- what: another name for an account
-- traits: accounts global
-- given
CREATE USER lm_a IDENTIFIED BY 'x', lm_b@localhost;
GRANT SELECT ON c.* TO lm_a;
-- statement
RENAME USER lm_a TO lm_c;
-- statement
RENAME USER lm_a TO lm_d@localhost, 'lm_b'@'localhost' TO 'lm_e'@'%';
