-- Site: domains, modules, settings, media, languages and search.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

CREATE TABLE IF NOT EXISTS lupopedia.lupo_domains (
  domain_id      BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  host           VARCHAR(190)        NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  is_default     TINYINT(1)          NOT NULL DEFAULT 0,
  settings       JSON                DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (domain_id),
  UNIQUE KEY uq_host (host)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Hosts this installation answers for';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_modules (
  module_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug             VARCHAR(120)        NOT NULL,
  name             VARCHAR(190)        NOT NULL,
  version          VARCHAR(30)         NOT NULL,
  is_enabled       TINYINT(1)          NOT NULL DEFAULT 1,
  installed_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (module_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Installed modules';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_module_settings (
  module_setting_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  module_id         BIGINT(20) UNSIGNED NOT NULL,
  setting_key       VARCHAR(120)        NOT NULL,
  setting_value     JSON                DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (module_setting_id),
  UNIQUE KEY uq_module_id_setting_key (module_id, setting_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Settings of modules';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_settings (
  setting_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  setting_key    VARCHAR(120)        NOT NULL,
  setting_value  TEXT                DEFAULT NULL,
  value_type     ENUM('string','integer','boolean','json') NOT NULL DEFAULT 'string',
  is_public      TINYINT(1)          NOT NULL DEFAULT 0 COMMENT 'may be shown to the browser',
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (setting_id),
  UNIQUE KEY uq_setting_key (setting_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Settings of the whole site';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_themes (
  theme_id       BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  is_active      TINYINT(1)          NOT NULL DEFAULT 0,
  palette        JSON                DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (theme_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Looks';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_menus (
  menu_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (menu_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Navigation menus';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_menu_items (
  menu_item_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  menu_id        BIGINT(20) UNSIGNED NOT NULL,
  parent_item_id BIGINT(20) UNSIGNED DEFAULT NULL,
  label          VARCHAR(190)        NOT NULL,
  url            VARCHAR(2000)       DEFAULT NULL,
  content_id     BIGINT(20) UNSIGNED DEFAULT NULL,
  sort_order     INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (menu_item_id),
  KEY idx_menu_id_parent_item_id_sort_order (menu_id, parent_item_id, sort_order),
  KEY idx_content_id (content_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Their entries';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_media_files (
  media_file_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  storage_path         VARCHAR(500)        NOT NULL,
  original_name        VARCHAR(255)        NOT NULL,
  mime_type            VARCHAR(120)        NOT NULL,
  byte_size            BIGINT(20) UNSIGNED NOT NULL,
  sha256               CHAR(64)            NOT NULL,
  width_px             INT UNSIGNED        DEFAULT NULL,
  height_px            INT UNSIGNED        DEFAULT NULL,
  alt_text             VARCHAR(500)        DEFAULT NULL,
  uploaded_by_actor_id BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (media_file_id),
  UNIQUE KEY uq_sha256 (sha256),
  KEY idx_mime_type_byte_size (mime_type, byte_size),
  KEY idx_uploaded_by_actor_id (uploaded_by_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Uploaded files; the bytes are on disk';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_media_variants (
  media_variant_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  media_file_id    BIGINT(20) UNSIGNED NOT NULL,
  variant_key      VARCHAR(60)         NOT NULL,
  storage_path     VARCHAR(500)        NOT NULL,
  width_px         INT UNSIGNED        DEFAULT NULL,
  height_px        INT UNSIGNED        DEFAULT NULL,
  byte_size        BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (media_variant_id),
  UNIQUE KEY uq_media_file_id_variant_key (media_file_id, variant_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Thumbnails and other sizes';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_languages (
  language_id    BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  language_code  VARCHAR(12)         NOT NULL,
  english_name   VARCHAR(120)        NOT NULL,
  native_name    VARCHAR(120)        NOT NULL,
  is_rtl         TINYINT(1)          NOT NULL DEFAULT 0,
  is_enabled     TINYINT(1)          NOT NULL DEFAULT 1,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (language_id),
  UNIQUE KEY uq_language_code (language_code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Languages of interface and content';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_interface_strings (
  interface_string_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  language_code       VARCHAR(12)         NOT NULL,
  string_key          VARCHAR(190)        NOT NULL,
  string_value        TEXT                NOT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (interface_string_id),
  UNIQUE KEY uq_language_code_string_key (language_code, string_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Words of the interface';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_search_index (
  search_index_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  object_type     VARCHAR(60)         NOT NULL,
  object_id       BIGINT(20) UNSIGNED NOT NULL,
  language_code   VARCHAR(12)         NOT NULL DEFAULT 'en',
  title           VARCHAR(255)        NOT NULL,
  body            MEDIUMTEXT          NOT NULL,
  boost           DECIMAL(5,2)        NOT NULL DEFAULT 1.00,
  created_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_deleted      TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (search_index_id),
  UNIQUE KEY uq_object_type_object_id_language_code (object_type, object_id, language_code),
  FULLTEXT KEY ft_title_body (title, body)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What search reads';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_search_synonyms (
  search_synonym_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  language_code     VARCHAR(12)         NOT NULL DEFAULT 'en',
  term              VARCHAR(120)        NOT NULL,
  synonyms          JSON                DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (search_synonym_id),
  UNIQUE KEY uq_language_code_term (language_code, term)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Words that mean the same';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_help_topics (
  help_topic_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  title          VARCHAR(255)        NOT NULL,
  body           TEXT                NOT NULL,
  sort_order     INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (help_topic_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Help for editors';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_contact_messages (
  contact_message_id   BIGINT(20) UNSIGNED           NOT NULL AUTO_INCREMENT,
  sender_name          VARCHAR(190)                  DEFAULT NULL,
  sender_email         VARCHAR(190)                  NOT NULL,
  subject              VARCHAR(255)                  NOT NULL,
  body                 TEXT                          NOT NULL,
  status               ENUM('new','answered','spam') NOT NULL DEFAULT 'new',
  answered_by_actor_id BIGINT(20) UNSIGNED           DEFAULT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED           NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED           NOT NULL,
  is_deleted           TINYINT(1)                    NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED           DEFAULT NULL,
  PRIMARY KEY (contact_message_id),
  KEY idx_status_created (status, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What visitors write to us';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_file_headers (
  file_header_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  file_path             VARCHAR(500)        NOT NULL,
  signature             VARCHAR(120)        NOT NULL DEFAULT 'wolfie.headers',
  last_modified_version VARCHAR(30)         DEFAULT NULL,
  last_modified_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  header                JSON                DEFAULT NULL,
  created_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  is_deleted            TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (file_header_id),
  UNIQUE KEY uq_file_path (file_path),
  KEY idx_last_modified_version (last_modified_version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='WOLFIE headers found in files of the repository';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_doctrine_rules (
  doctrine_rule_id BIGINT(20) UNSIGNED         NOT NULL AUTO_INCREMENT,
  rule_key         VARCHAR(120)                NOT NULL,
  title            VARCHAR(255)                NOT NULL,
  statement        TEXT                        NOT NULL,
  severity         ENUM('must','should','may') NOT NULL DEFAULT 'must',
  content_id       BIGINT(20) UNSIGNED         DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED         NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED         NOT NULL,
  is_deleted       TINYINT(1)                  NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED         DEFAULT NULL,
  PRIMARY KEY (doctrine_rule_id),
  UNIQUE KEY uq_rule_key (rule_key),
  KEY idx_content_id (content_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Rules of the house, as shown to agents';
