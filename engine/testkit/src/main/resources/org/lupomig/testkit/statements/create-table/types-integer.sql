-- what: integer types with width, sign, fill
-- statement
CREATE TABLE t (a TINYINT, b TINYINT UNSIGNED, c SMALLINT(4), d SMALLINT UNSIGNED ZEROFILL, e MEDIUMINT SIGNED, f INT, g INTEGER(8) ZEROFILL, h BIGINT, i BIGINT UNSIGNED);
-- statement
-- what: the names that mean the same
CREATE TABLE t (a BOOL, b BOOLEAN DEFAULT TRUE, c INT1, d INT2, e INT3, f INT4 UNSIGNED, g INT8, h MIDDLEINT, i SERIAL);
