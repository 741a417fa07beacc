-- what: a foreign key to a table that is not there yet
-- traits: session
-- statement
SET foreign_key_checks = 0;
CREATE TABLE k (id INT PRIMARY KEY, pid INT, FOREIGN KEY (pid) REFERENCES later (id));
