-- Safe to run again.
ALTER TABLE lupopedia_web_archive.lupo_page_views_2025
  ADD INDEX IF NOT EXISTS idx_path_viewed (path, viewed_ymdhis);

ALTER TABLE lupopedia_web_archive.lupo_page_views_2025
  ADD INDEX IF NOT EXISTS idx_referrer_id_viewed (referrer_id, viewed_ymdhis);

CREATE INDEX IF NOT EXISTS idx_viewed ON lupopedia_web_archive.lupo_page_views_2025 (viewed_ymdhis);

ALTER TABLE lupopedia_web.lupo_visitors
  ADD INDEX IF NOT EXISTS idx_country_code_last_seen (country_code, last_seen_ymdhis);
