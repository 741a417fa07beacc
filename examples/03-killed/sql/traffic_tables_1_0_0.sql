-- Web traffic of one December. Safe to run again.
CREATE SCHEMA IF NOT EXISTS lupopedia_web DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS lupopedia_web.lupo_visitors (
  visitor_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  visitor_key    CHAR(32)            NOT NULL,
  user_agent     VARCHAR(500)        DEFAULT NULL,
  metadata       JSON                DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (visitor_id),
  UNIQUE KEY uq_visitor_key (visitor_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Browsers that came by';

CREATE TABLE IF NOT EXISTS lupopedia_web.lupo_referrers (
  referrer_id    BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  host           VARCHAR(190)        NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (referrer_id),
  UNIQUE KEY uq_host (host)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Sites that sent them';

CREATE TABLE IF NOT EXISTS lupopedia_web.lupo_page_views (
  page_view_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  visitor_id     BIGINT(20) UNSIGNED NOT NULL,
  referrer_id    BIGINT(20) UNSIGNED DEFAULT NULL,
  path           VARCHAR(500)        NOT NULL,
  duration_ms    INT UNSIGNED        DEFAULT NULL,
  viewed_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (page_view_id),
  KEY idx_visitor_id (visitor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='One row per page view';

-- Ten rows to count with.
CREATE TABLE IF NOT EXISTS lupopedia_web.lupo_digits (
  digit_id       BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  digit          TINYINT UNSIGNED    NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (digit_id),
  UNIQUE KEY uq_digit (digit)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
