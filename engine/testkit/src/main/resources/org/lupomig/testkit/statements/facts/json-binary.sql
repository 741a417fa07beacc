-- what: bytes in a JSON text that is no UTF-8
-- given
CREATE TABLE t (id INT PRIMARY KEY, b VARBINARY(10));
INSERT INTO t VALUES (1,x'00FF'),(2,NULL);
-- statement
SELECT JSON_OBJECT('bin', b) FROM t;
