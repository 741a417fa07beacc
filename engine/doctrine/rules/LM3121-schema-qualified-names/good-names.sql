CREATE TABLE IF NOT EXISTS lupopedia.lupo_tags LIKE `lupopedia`.`lupo_words`;
UPDATE lupopedia.lupo_tags AS t SET t.slug = LOWER(t.slug) WHERE t.slug <> '';
WITH chosen AS (SELECT tag_id FROM lupopedia.lupo_tags) SELECT * FROM chosen;
CREATE INDEX i ON lupopedia.lupo_tags (slug);
SELECT 1 FROM DUAL;
