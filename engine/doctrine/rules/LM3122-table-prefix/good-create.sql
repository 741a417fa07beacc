CREATE TABLE lupopedia.lupo_tags (tag_id BIGINT UNSIGNED NOT NULL PRIMARY KEY);
CREATE TEMPORARY TABLE chosen (tag_id BIGINT UNSIGNED);
CREATE VIEW tags AS SELECT tag_id FROM lupopedia.lupo_tags;
