DELETE a FROM a LEFT JOIN b ON a.id = b.id WHERE b.id IS NULL;
DELETE a FROM a JOIN b ON a.id = b.id;
