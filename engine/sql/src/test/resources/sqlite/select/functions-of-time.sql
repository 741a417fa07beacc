-- what: whose answer changes
-- statement
SELECT date('now'), CURRENT_TIMESTAMP, random(), last_insert_rowid(), changes()
