CREATE TABLE a (x int);
/* open
CREATE TABLE b (x int);
