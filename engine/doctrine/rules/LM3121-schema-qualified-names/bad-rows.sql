CREATE TABLE lupo_tags (tag_id BIGINT UNSIGNED NOT NULL PRIMARY KEY);
INSERT INTO lupopedia.lupo_tags (tag_id) SELECT t.id FROM old_tags t JOIN shop.words w ON w.id = t.id;
