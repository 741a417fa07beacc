-- what: schedule, name, state and body of an event
-- given
CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 00:00:00' DISABLE COMMENT 'old' DO SELECT 1;
-- statement
ALTER EVENT e ENABLE;
-- statement
ALTER EVENT e ON SCHEDULE EVERY 3 MONTH STARTS '2036-02-01 00:00:00' ON COMPLETION PRESERVE RENAME TO e2 COMMENT 'new' DO SELECT 2;
-- statement
ALTER DEFINER=root@localhost EVENT c.e DO SET @x = 1;
-- statement
ALTER EVENT e RENAME TO c2.e;
