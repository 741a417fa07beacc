-- what: history begins and ends
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(10));
INSERT INTO t VALUES (0,''),(1,NULL);
CREATE TABLE v (id INT PRIMARY KEY, n VARCHAR(10)) WITH SYSTEM VERSIONING;
INSERT INTO v VALUES (0,''),(1,NULL);
UPDATE v SET n = 'later' WHERE id = 1;
DELETE FROM v WHERE id = 0;
-- statement
ALTER TABLE t ADD SYSTEM VERSIONING;
-- statement
ALTER TABLE v DROP SYSTEM VERSIONING;
-- statement
-- traits: random
ALTER TABLE t ADD COLUMN rs TIMESTAMP(6) GENERATED ALWAYS AS ROW START, ADD COLUMN re TIMESTAMP(6) GENERATED ALWAYS AS ROW END, ADD PERIOD FOR SYSTEM_TIME (rs, re), ADD SYSTEM VERSIONING;
-- statement
SET system_versioning_alter_history = KEEP;
ALTER TABLE v ADD COLUMN x INT;
-- statement
-- refused: 4119
ALTER TABLE v ADD COLUMN x INT;
-- statement
-- what: not of the history: without a period
-- refused: 4124
ALTER TABLE t DROP SYSTEM VERSIONING;
