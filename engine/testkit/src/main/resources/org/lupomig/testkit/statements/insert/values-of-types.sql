-- what: values at the edges of types
-- given
CREATE TABLE t (id INT PRIMARY KEY, u BIGINT UNSIGNED, d DECIMAL(65,30), f DOUBLE, dt DATETIME(6), ti TIME(6), y YEAR, b BIT(9), e ENUM('x',''), s SET('a','b'), j JSON, v VARBINARY(4), p POINT);
INSERT INTO t (id, u) VALUES (-1,NULL);
-- statement
INSERT INTO t VALUES (1, 18446744073709551615, -99999999999999999999999999999999999.000000000000000000000000000001, -1.7976931348623157e308, '9999-12-31 23:59:59.999999', '-838:59:59.999999', 2155, b'111111111', 'x', 'a,b', '{"k": [null, "\\u00e9"]}', x'DEADBEEF', POINT(-180, 90));
-- statement
INSERT INTO t VALUES (2, 0, 0, 0, '0001-01-01 00:00:00', '00:00:00', 1901, 0, '', '', 'null', '', ST_GeomFromText('POINT(1 2)', 4326));
-- statement
INSERT INTO t (id, dt, ti) VALUES (3, TIMESTAMP'2020-02-29 12:00:00.5', TIME'01:02:03');
-- statement
SET sql_mode = '';
INSERT INTO t (id, dt, y, e) VALUES (4, '0000-00-00 00:00:00', 0, 'not a word');
