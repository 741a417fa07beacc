CREATE TABLE IF NOT EXISTS lupopedia.lupo_tags (tag_id BIGINT UNSIGNED NOT NULL PRIMARY KEY);
CREATE OR REPLACE VIEW lupopedia.lupo_names AS SELECT tag_id FROM lupopedia.lupo_tags;
CREATE SCHEMA IF NOT EXISTS lupopedia_ephemeral;
ALTER TABLE lupopedia.lupo_tags
  ADD COLUMN IF NOT EXISTS slug VARCHAR(120),
  ADD INDEX IF NOT EXISTS idx_slug (slug),
  DROP COLUMN IF EXISTS name,
  MODIFY slug VARCHAR(190),
  CHANGE hits hits BIGINT;
CREATE INDEX IF NOT EXISTS idx_hits ON lupopedia.lupo_tags (hits);
DROP INDEX IF EXISTS idx_hits ON lupopedia.lupo_tags;
RENAME TABLE IF EXISTS lupopedia.lupo_sessions TO lupopedia_ephemeral.lupo_sessions;
DROP TABLE IF EXISTS lupopedia.lupo_old;
