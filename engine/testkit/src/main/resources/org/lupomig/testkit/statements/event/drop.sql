-- what: events are dropped
-- given
CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 00:00:00' DISABLE DO SELECT 1;
-- statement
DROP EVENT e;
-- statement
DROP EVENT IF EXISTS c.e;
-- statement
DROP EVENT IF EXISTS missing;
