-- what: events that cannot be
-- given
CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 00:00:00' DO SELECT 1;
-- statement
-- refused: 1537
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1;
-- statement
-- refused: 1539
DROP EVENT missing;
-- statement
-- refused: 1539
ALTER EVENT missing ENABLE;
-- statement
-- refused: 1543
CREATE EVENT e2 ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' ENDS '2036-01-01 00:00:00' DO SELECT 1;
