-- option: functions = ROUND
CREATE VIEW v AS SELECT ROUND(price) AS price, COALESCE(nick, name) AS name FROM items;
ALTER VIEW w AS SELECT case a when 1 then 2 end AS b FROM t;
