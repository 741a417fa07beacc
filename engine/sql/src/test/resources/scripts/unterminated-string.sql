CREATE TABLE a (x int);
INSERT INTO a VALUES ('open); -- rest
CREATE TABLE b (x int);
