-- what: a counter as primary key, from a value on
-- statement
CREATE TABLE t (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, n VARCHAR(10)) AUTO_INCREMENT = 1000;
-- statement
-- what: a counter that is not the primary key
CREATE TABLE t (a INT NOT NULL, n INT NOT NULL AUTO_INCREMENT UNIQUE, PRIMARY KEY (a));
-- statement
-- what: a counter within each group, as MyISAM has it
CREATE TABLE t (g CHAR(1) NOT NULL, n INT NOT NULL AUTO_INCREMENT, PRIMARY KEY (g, n)) ENGINE=MyISAM;
