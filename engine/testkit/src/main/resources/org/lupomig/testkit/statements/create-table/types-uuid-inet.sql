-- what: types of MariaDB's own
-- statement
-- server: 10.7+
CREATE TABLE t (id UUID NOT NULL DEFAULT UUID() PRIMARY KEY, u UUID DEFAULT '123e4567-e89b-12d3-a456-426655440000');
-- statement
CREATE TABLE t (a INET6, b INET6 NOT NULL DEFAULT '::1', KEY (b));
-- statement
-- server: 10.10+
CREATE TABLE t (a INET4, b INET4 DEFAULT '127.0.0.1');
