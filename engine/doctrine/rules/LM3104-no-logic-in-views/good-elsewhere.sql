CREATE VIEW cases AS SELECT c.id, c.`case`, 'just in case' AS note, /* case by case */ CONCAT(c.a, c.b) AS ab FROM cases_raw c;
SELECT IF(a = 1, 'yes', 'no') FROM t;
