SET NAMES utf8mb4;

CREATE TABLE IF NOT EXISTS lupopedia_web.lupo_page_views LIKE lupopedia_web_archive.lupo_page_views_2025;

-- What the daily roll-up still needs.
INSERT IGNORE INTO lupopedia_web.lupo_page_views
  (page_view_id, visitor_id, referrer_id, path, duration_ms, viewed_ymdhis, created_ymdhis)
SELECT page_view_id, visitor_id, referrer_id, path, duration_ms, viewed_ymdhis, created_ymdhis
FROM lupopedia_web_archive.lupo_page_views_2025
WHERE viewed_ymdhis >= 20251229000000;

CREATE TABLE IF NOT EXISTS lupopedia_web.lupo_countries (
  country_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  country_code   CHAR(2)             NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (country_id),
  UNIQUE KEY uq_country_code (country_code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Countries that visitors come from';

INSERT IGNORE INTO lupopedia_web.lupo_countries
  (country_id, country_code, name, created_ymdhis)
VALUES
  (1, 'DE', 'Deutschland', 20260101000000),
  (2, 'ES', 'España', 20260101000000),
  (3, 'IE', 'Éire', 20260101000000),
  (4, 'JP', '日本', 20260101000000),
  (5, 'NO', 'Norge', 20260101000000),
  (6, 'SN', 'Sénégal', 20260101000000),
  (7, 'CI', 'Côte d''Ivoire', 20260101000000);
