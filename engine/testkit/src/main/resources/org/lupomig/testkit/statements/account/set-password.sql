-- what: a password
-- traits: accounts global
-- given
CREATE USER lm_a@localhost IDENTIFIED BY 'old';
-- statement
SET PASSWORD FOR lm_a@localhost = PASSWORD('new');
-- statement
SET PASSWORD FOR 'lm_a'@'localhost' = '*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9';
