CREATE TABLE settings_new LIKE settings;
LOCK TABLES settings_new WRITE, settings READ;
INSERT INTO settings_new SELECT * FROM settings;
UNLOCK TABLES;
