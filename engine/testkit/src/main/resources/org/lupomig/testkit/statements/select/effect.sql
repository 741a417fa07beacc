-- what: queries that do change something
-- traits: session
-- given
CREATE SEQUENCE s;
CREATE TABLE t (id INT PRIMARY KEY);
INSERT INTO t VALUES (0);
DELIMITER //
CREATE FUNCTION f() RETURNS INT BEGIN DELETE FROM t; RETURN 1; END//
DELIMITER ;
-- statement
SELECT NEXTVAL(s), f();
-- statement
SELECT GET_LOCK('lm_lock', 0), LAST_INSERT_ID(5), @x := 1;
