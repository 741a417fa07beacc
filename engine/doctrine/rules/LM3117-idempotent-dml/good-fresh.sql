CREATE TEMPORARY TABLE IF NOT EXISTS chosen (a INT);
INSERT INTO chosen VALUES (1);
CREATE TABLE staging (a INT);
INSERT INTO staging VALUES (1);
DELETE FROM weekdays WHERE lang = 'de';
INSERT INTO weekdays (lang, name) VALUES ('de', 'Montag');
TRUNCATE TABLE months;
INSERT INTO months (name) VALUES ('January');
