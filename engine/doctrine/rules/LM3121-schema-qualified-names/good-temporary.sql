CREATE TEMPORARY TABLE chosen (tag_id BIGINT UNSIGNED);
INSERT INTO chosen SELECT tag_id FROM lupopedia.lupo_tags;
DROP TEMPORARY TABLE chosen;
