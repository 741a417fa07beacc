-- option: ignored = settings
ALTER TABLE a ADD COLUMN x INT;
INSERT INTO settings VALUES (1);
INSERT INTO migrations VALUES (1);
