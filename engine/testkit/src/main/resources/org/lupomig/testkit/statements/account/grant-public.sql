-- what: a right for everybody, given and taken back
-- server: 10.11+
-- traits: accounts global
-- statement
GRANT SELECT ON c.* TO PUBLIC;
-- statement
GRANT INSERT, SELECT ON c.* TO PUBLIC;
REVOKE INSERT ON c.* FROM PUBLIC;
-- clean
REVOKE SELECT ON c.* FROM PUBLIC;
