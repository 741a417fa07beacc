-- what: functions over rows around
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC), sum(b) FILTER (WHERE b > 0) OVER w, group_concat(DISTINCT a), string_agg(a, ',' ORDER BY b), lag(b, 1) OVER (w ROWS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM t WINDOW w AS (ORDER BY id)
