UPDATE a JOIN b ON a.id = b.id SET a.x = b.x;
UPDATE a SET x = 1 ORDER BY id LIMIT 10;
