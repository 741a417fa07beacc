-- Safe to run again.
ALTER TABLE lupopedia_web.lupo_visitors
  ADD COLUMN IF NOT EXISTS country_code CHAR(2) DEFAULT NULL AFTER user_agent,
  ADD COLUMN IF NOT EXISTS last_seen_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL AFTER metadata;

ALTER TABLE lupopedia_web_archive.lupo_page_views_2025
  ADD COLUMN IF NOT EXISTS archived_ymdhis BIGINT(20) UNSIGNED NOT NULL DEFAULT 20260101000000;
