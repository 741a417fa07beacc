-- what: foreign keys are added and dropped
-- given
CREATE TABLE p (id INT PRIMARY KEY, code INT NOT NULL UNIQUE);
CREATE TABLE k (id INT PRIMARY KEY, pid INT, code INT, CONSTRAINT k_code FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE);
INSERT INTO p VALUES (0,10),(1,11);
INSERT INTO k VALUES (1,0,10),(2,NULL,NULL),(3,1,11);
-- statement
ALTER TABLE k ADD FOREIGN KEY (pid) REFERENCES p (id);
-- statement
ALTER TABLE k ADD CONSTRAINT k_p FOREIGN KEY (pid) REFERENCES c.p (id) ON DELETE CASCADE ON UPDATE SET NULL;
-- statement
ALTER TABLE k ADD CONSTRAINT k_p FOREIGN KEY IF NOT EXISTS ix (pid) REFERENCES p (id) ON DELETE RESTRICT;
-- statement
ALTER TABLE k ADD CONSTRAINT FOREIGN KEY IF NOT EXISTS k_code (code) REFERENCES p (code);
-- statement
ALTER TABLE k DROP FOREIGN KEY k_code;
-- statement
ALTER TABLE k DROP FOREIGN KEY IF EXISTS missing;
-- statement
ALTER TABLE k DROP CONSTRAINT k_code;
-- statement
ALTER TABLE k DROP FOREIGN KEY k_code, DROP INDEX k_code;
-- statement
-- what: dropped and added under another name with another action
ALTER TABLE k DROP FOREIGN KEY k_code, ADD CONSTRAINT k_code2 FOREIGN KEY (code) REFERENCES p (code) ON DELETE SET NULL;
