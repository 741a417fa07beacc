-- Traffic: sessions, daily analytics, raw page views, API access, content in processing.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

-- Sessions.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_sessions (
  session_id           BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  session_key          CHAR(64)            NOT NULL,
  actor_id             BIGINT(20) UNSIGNED DEFAULT NULL,
  session_data         JSON                DEFAULT NULL,
  ip_address           VARCHAR(45)         DEFAULT NULL,
  user_agent           VARCHAR(500)        DEFAULT NULL,
  last_activity_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  expires_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (session_id),
  UNIQUE KEY uq_session_key (session_key),
  KEY idx_actor_id (actor_id),
  KEY idx_expires (expires_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Sign-in sessions of browsers';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_session_events (
  session_event_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  session_id       BIGINT(20) UNSIGNED NOT NULL,
  event_kind       ENUM('start','login','logout','elevate','expire') NOT NULL,
  ip_address       VARCHAR(45)         DEFAULT NULL,
  detail           JSON                DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (session_event_id),
  KEY idx_session_id_created (session_id, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What happened in a session';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_remember_tokens (
  remember_token_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id          BIGINT(20) UNSIGNED NOT NULL,
  selector          CHAR(24)            NOT NULL,
  validator_sha256  CHAR(64)            NOT NULL,
  expires_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (remember_token_id),
  UNIQUE KEY uq_selector (selector),
  KEY idx_actor_id (actor_id),
  KEY idx_expires (expires_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Keep me signed in';

-- Daily analytics aggregations.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_analytics_daily_pages (
  analytics_daily_page_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  stat_ymd                BIGINT(20) UNSIGNED NOT NULL,
  content_id              BIGINT(20) UNSIGNED NOT NULL,
  view_count              INT UNSIGNED        NOT NULL DEFAULT 0,
  visitor_count           INT UNSIGNED        NOT NULL DEFAULT 0,
  bounce_rate             DECIMAL(5,4)        DEFAULT NULL,
  seconds_on_page         DECIMAL(9,2)        DEFAULT NULL,
  created_ymdhis          BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis          BIGINT(20) UNSIGNED NOT NULL,
  is_deleted              TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis          BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (analytics_daily_page_id),
  UNIQUE KEY uq_stat_ymd_content_id (stat_ymd, content_id),
  KEY idx_content_id (content_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Views per page and day';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_analytics_daily_referrers (
  analytics_daily_referrer_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  stat_ymd                    BIGINT(20) UNSIGNED NOT NULL,
  referrer_host               VARCHAR(190)        NOT NULL,
  visit_count                 INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis              BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis              BIGINT(20) UNSIGNED NOT NULL,
  is_deleted                  TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis              BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (analytics_daily_referrer_id),
  UNIQUE KEY uq_stat_ymd_referrer_host (stat_ymd, referrer_host)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Visits per referring host and day';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_analytics_daily_searches (
  analytics_daily_search_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  stat_ymd                  BIGINT(20) UNSIGNED NOT NULL,
  search_term               VARCHAR(190)        NOT NULL,
  search_count              INT UNSIGNED        NOT NULL DEFAULT 0,
  result_count              INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis            BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis            BIGINT(20) UNSIGNED NOT NULL,
  is_deleted                TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis            BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (analytics_daily_search_id),
  UNIQUE KEY uq_stat_ymd_search_term (stat_ymd, search_term)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What was searched for, per day';

-- Temporary page views.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_page_views_raw (
  page_view_raw_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  session_key      CHAR(64)            DEFAULT NULL,
  content_id       BIGINT(20) UNSIGNED DEFAULT NULL,
  path             VARCHAR(500)        NOT NULL,
  referrer_url     VARCHAR(2000)       DEFAULT NULL,
  http_status      INT UNSIGNED        NOT NULL DEFAULT 200,
  duration_ms      INT UNSIGNED        DEFAULT NULL,
  viewed_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (page_view_raw_id),
  KEY idx_viewed (viewed_ymdhis),
  KEY idx_content_id_viewed (content_id, viewed_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Page views of the last two days, before they are added up';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_page_view_paths (
  page_view_path_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  from_content_id   BIGINT(20) UNSIGNED DEFAULT NULL,
  to_content_id     BIGINT(20) UNSIGNED NOT NULL,
  step_count        INT UNSIGNED        NOT NULL DEFAULT 1,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (page_view_path_id),
  KEY idx_from_content_id_to_content_id (from_content_id, to_content_id),
  KEY idx_to_content_id (to_content_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Where visitors went next';

-- API tokens and clients.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_api_clients (
  api_client_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  client_key     VARCHAR(120)        NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  owner_actor_id BIGINT(20) UNSIGNED NOT NULL,
  redirect_urls  JSON                DEFAULT NULL,
  is_active      TINYINT(1)          NOT NULL DEFAULT 1,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (api_client_id),
  UNIQUE KEY uq_client_key (client_key),
  KEY idx_owner_actor_id (owner_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Programs that use the API';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_api_tokens (
  api_token_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  api_client_id    BIGINT(20) UNSIGNED NOT NULL,
  actor_id         BIGINT(20) UNSIGNED DEFAULT NULL,
  token_sha256     CHAR(64)            NOT NULL,
  scopes           JSON                DEFAULT NULL,
  expires_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  last_used_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (api_token_id),
  UNIQUE KEY uq_token_sha256 (token_sha256),
  KEY idx_api_client_id_expires (api_client_id, expires_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Their tokens, hashed';

-- Temporary content processing.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_import_staging (
  import_staging_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  batch_key         VARCHAR(60)         NOT NULL,
  source_path       VARCHAR(500)        NOT NULL,
  raw_body          LONGTEXT            DEFAULT NULL,
  parsed            JSON                DEFAULT NULL,
  status            ENUM('new','parsed','imported','rejected') NOT NULL DEFAULT 'new',
  problem           VARCHAR(1000)       DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (import_staging_id),
  KEY idx_batch_key_status (batch_key, status)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Pages on their way in';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_render_queue (
  render_queue_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id          BIGINT(20) UNSIGNED NOT NULL,
  reason              VARCHAR(120)        NOT NULL,
  priority            INT UNSIGNED        NOT NULL DEFAULT 100,
  attempts            INT UNSIGNED        NOT NULL DEFAULT 0,
  locked_until_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (render_queue_id),
  UNIQUE KEY uq_content_id (content_id),
  KEY idx_priority_locked_until (priority, locked_until_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Pages to be rendered again';
