INSERT INTO notes (text) VALUES ('CREATE TRIGGER is not for us');
