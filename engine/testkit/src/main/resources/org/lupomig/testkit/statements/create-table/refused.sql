-- what: tables that cannot be
-- given
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0),(1);
-- statement
-- refused: 1050
CREATE TABLE t (a INT);
-- statement
-- refused: 1060
CREATE TABLE x (a INT, A TEXT);
-- statement
-- refused: 1061
CREATE TABLE x (a INT, b INT, KEY k (a), KEY k (b));
-- statement
-- refused: 1068
CREATE TABLE x (a INT PRIMARY KEY, b INT, PRIMARY KEY (b));
-- statement
-- refused: 1072
CREATE TABLE x (a INT, KEY (b));
-- statement
-- refused: 1075
CREATE TABLE x (a INT AUTO_INCREMENT, b INT AUTO_INCREMENT PRIMARY KEY);
-- statement
-- refused: 1113
CREATE TABLE x;
-- statement
-- refused: 1067
CREATE TABLE x (a INT DEFAULT 'word');
-- statement
-- refused: 1005
CREATE TABLE x (a INT, FOREIGN KEY (a) REFERENCES missing (id));
-- statement
-- refused: 1286
CREATE TABLE x (a INT) ENGINE=NoSuchEngine;
-- statement
-- refused: 1064
CREATE TABLE x (a INT,);
-- statement
-- refused: 1071
CREATE TABLE x (a VARCHAR(2000) CHARACTER SET utf8mb4 PRIMARY KEY);
-- statement
-- what: a check that is not the last thing said of its column
-- refused: 1064
CREATE TABLE x (a INT CHECK (a > 0) DEFAULT 5);
-- statement
-- refused: 1901
CREATE TABLE x (a INT AUTO_INCREMENT PRIMARY KEY CHECK (a > 0));
-- statement
-- refused: 1118
CREATE TABLE x (a VARCHAR(16383), b CHAR(255));
-- statement
-- refused: 1074
CREATE TABLE x (a VARCHAR(99999) NOT NULL, b CHAR(300));
-- statement
-- what: a zero date as default where the mode forbids it
-- refused: 1067
SET sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE';
CREATE TABLE x (d DATE NOT NULL DEFAULT '0000-00-00');
