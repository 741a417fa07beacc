-- what: operators of all kinds
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
SELECT '{}' -> '$.x', '[1]' ->> 0, b << 2 | 1 & ~3, -b % 2, NOT b, a || 'x' COLLATE NOCASE, b IS NOT DISTINCT FROM 1, a NOT NULL, a ISNULL, a NOT LIKE 'x!%' ESCAPE '!', b NOT BETWEEN 1 AND 2, b NOT IN (1), (a, b) = (SELECT 'x', 2), b <> 1 AND b != 2 AND b == 3 FROM t
-- statement
SELECT CAST(b AS VARCHAR(5)), CASE b WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN b THEN 1 END, EXISTS (SELECT 1 FROM u), b IN (), iif(b, 1, 2), 1_000, .5e-3, 0xFF FROM t
