-- what: an account's secrets and limits
-- traits: accounts global
-- given
CREATE USER lm_a@localhost IDENTIFIED BY 'old' REQUIRE SSL WITH MAX_USER_CONNECTIONS 7;
CREATE USER lm_b;
-- statement
ALTER USER lm_a@localhost IDENTIFIED BY 'new';
-- statement
ALTER USER lm_a@localhost, lm_b REQUIRE NONE WITH MAX_QUERIES_PER_HOUR 100;
-- statement
ALTER USER lm_a@localhost ACCOUNT LOCK PASSWORD EXPIRE DEFAULT;
-- statement
ALTER USER IF EXISTS lm_b IDENTIFIED VIA unix_socket;
-- statement
ALTER USER IF EXISTS lm_missing ACCOUNT LOCK;
