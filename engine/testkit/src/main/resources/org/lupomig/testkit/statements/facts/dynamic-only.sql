-- what: the whole migration is a text
-- traits: session
-- given
CREATE TABLE t (id INT PRIMARY KEY, old_name INT);
INSERT INTO t VALUES (1,NULL),(0,-1);
-- statement
SET @q = (SELECT IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'old_name'), 'ALTER TABLE t CHANGE old_name new_name INT', 'SELECT ''nothing to do'''));
PREPARE q FROM @q;
EXECUTE q;
DEALLOCATE PREPARE q;
