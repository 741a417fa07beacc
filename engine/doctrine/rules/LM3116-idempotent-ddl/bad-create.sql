CREATE TABLE lupopedia.lupo_tags (tag_id BIGINT UNSIGNED NOT NULL PRIMARY KEY);
CREATE DATABASE lupopedia_ephemeral;
CREATE VIEW lupopedia.lupo_names AS SELECT tag_id FROM lupopedia.lupo_tags;
CREATE UNIQUE INDEX uq_slug ON lupopedia.lupo_words (slug);
DROP TABLE lupopedia.lupo_old;
DROP SCHEMA lupopedia_old;
DROP VIEW lupopedia.lupo_gone;
RENAME TABLE lupopedia.lupo_sessions TO lupopedia_ephemeral.lupo_sessions;
