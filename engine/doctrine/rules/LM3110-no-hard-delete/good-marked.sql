UPDATE lupopedia.lupo_actors SET is_deleted = 1, deleted_ymdhis = ${now} WHERE slug = 'test';
CREATE TEMPORARY TABLE chosen (actor_id BIGINT UNSIGNED);
DELETE FROM chosen WHERE actor_id < 10;
CREATE TABLE staging (actor_id BIGINT UNSIGNED);
DELETE FROM staging WHERE actor_id < 10;
