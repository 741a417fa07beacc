-- what: a period of the application's own begins and ends
-- given
CREATE TABLE t (id INT NOT NULL, s DATE NOT NULL, e DATE NOT NULL);
INSERT INTO t VALUES (0,'2020-01-01','2020-02-01'),(1,'2020-01-01','2021-01-01');
CREATE TABLE u (id INT NOT NULL, s DATE, e DATE, PERIOD FOR valid (s, e), UNIQUE one (id, valid WITHOUT OVERLAPS));
INSERT INTO u VALUES (0,'2020-01-01','2020-02-01'),(0,'2020-02-01','2021-01-01');
-- statement
ALTER TABLE t ADD PERIOD FOR valid (s, e);
-- statement
ALTER TABLE t ADD PERIOD IF NOT EXISTS FOR valid (s, e), ADD PRIMARY KEY (id, valid WITHOUT OVERLAPS);
-- statement
ALTER TABLE u DROP KEY one, DROP PERIOD FOR valid;
-- statement
ALTER TABLE u DROP INDEX one, DROP PERIOD IF EXISTS FOR other;
