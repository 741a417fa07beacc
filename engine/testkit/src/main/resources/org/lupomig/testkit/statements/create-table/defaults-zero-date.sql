-- what: zero dates as defaults, where the mode allows them
-- given
SET SESSION sql_mode = '';
-- statement
CREATE TABLE t (a DATE NOT NULL DEFAULT '0000-00-00', b DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', c TIMESTAMP NOT NULL DEFAULT 0, d DATE DEFAULT '2020-00-00');
