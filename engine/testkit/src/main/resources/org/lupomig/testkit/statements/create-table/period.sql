-- what: a period of the application's own
-- statement
CREATE TABLE t (id INT, s DATE, e DATE, PERIOD FOR valid (s, e));
-- statement
CREATE TABLE t (id INT NOT NULL, s DATETIME NOT NULL, e DATETIME NOT NULL, PERIOD FOR valid (s, e), PRIMARY KEY (id, valid WITHOUT OVERLAPS), UNIQUE u (id, valid WITHOUT OVERLAPS));
