CREATE TABLE IF NOT EXISTS kept (a INT);
INSERT INTO kept VALUES (1);
INSERT INTO weekdays (name) VALUES ('Montag');
DELETE FROM weekdays WHERE name = 'Monday';
UPDATE counts SET hits = hits_before + 1, total = 1 + total;
