-- Content: pages, their revisions and everything hung on them.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

CREATE TABLE IF NOT EXISTS lupopedia.lupo_contents (
  content_id       BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  domain_id        BIGINT(20) UNSIGNED NOT NULL DEFAULT 1,
  slug             VARCHAR(190)        NOT NULL,
  title            VARCHAR(255)        NOT NULL,
  content_type     ENUM('page','article','doctrine','dialog','glossary') NOT NULL DEFAULT 'page',
  body             LONGTEXT            NOT NULL,
  excerpt          VARCHAR(500)        DEFAULT NULL,
  status           ENUM('draft','review','published','archived') NOT NULL DEFAULT 'draft',
  author_actor_id  BIGINT(20) UNSIGNED NOT NULL,
  current_revision INT UNSIGNED        NOT NULL DEFAULT 1,
  published_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  version_atom     VARCHAR(60)         DEFAULT NULL COMMENT 'for example GLOBAL_CURRENT_LUPOPEDIA_VERSION',
  metadata         JSON                DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_id),
  UNIQUE KEY uq_domain_id_slug (domain_id, slug),
  KEY idx_status_published (status, published_ymdhis),
  KEY idx_author_actor_id (author_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Pages, articles and doctrine documents';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_revisions (
  content_revision_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id          BIGINT(20) UNSIGNED NOT NULL,
  revision_number     INT UNSIGNED        NOT NULL,
  title               VARCHAR(255)        NOT NULL,
  body                LONGTEXT            NOT NULL,
  editor_actor_id     BIGINT(20) UNSIGNED NOT NULL,
  change_note         VARCHAR(500)        DEFAULT NULL,
  body_sha256         CHAR(64)            NOT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_revision_id),
  UNIQUE KEY uq_content_id_revision_number (content_id, revision_number),
  KEY idx_editor_actor_id_created (editor_actor_id, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Every saved state of a page';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_drafts (
  content_draft_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id       BIGINT(20) UNSIGNED DEFAULT NULL COMMENT 'null while the page is new',
  actor_id         BIGINT(20) UNSIGNED NOT NULL,
  title            VARCHAR(255)        DEFAULT NULL,
  body             LONGTEXT            DEFAULT NULL,
  autosaved_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_draft_id),
  UNIQUE KEY uq_content_id_actor_id (content_id, actor_id),
  KEY idx_actor_id_autosaved (actor_id, autosaved_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Unsaved work, one per page and editor';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_sections (
  content_section_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id         BIGINT(20) UNSIGNED NOT NULL,
  anchor             VARCHAR(190)        NOT NULL,
  heading            VARCHAR(255)        NOT NULL,
  level              TINYINT UNSIGNED    NOT NULL DEFAULT 2,
  sort_order         INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  is_deleted         TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_section_id),
  UNIQUE KEY uq_content_id_anchor (content_id, anchor)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Headings of a page, for tables of contents and deep links';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_blocks (
  content_block_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id       BIGINT(20) UNSIGNED NOT NULL,
  region           VARCHAR(60)         NOT NULL DEFAULT 'main',
  block_type       VARCHAR(60)         NOT NULL,
  sort_order       INT UNSIGNED        NOT NULL DEFAULT 0,
  settings         JSON                DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_block_id),
  KEY idx_content_id_region_sort_order (content_id, region, sort_order)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Reusable blocks placed on pages';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_templates (
  content_template_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug                VARCHAR(120)        NOT NULL,
  name                VARCHAR(190)        NOT NULL,
  content_type        ENUM('page','article','doctrine','dialog','glossary') NOT NULL DEFAULT 'page',
  body                MEDIUMTEXT          NOT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_template_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Starting points for new pages';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_translations (
  content_translation_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id             BIGINT(20) UNSIGNED NOT NULL,
  language_code          VARCHAR(12)         NOT NULL,
  title                  VARCHAR(255)        NOT NULL,
  body                   LONGTEXT            NOT NULL,
  translator_actor_id    BIGINT(20) UNSIGNED DEFAULT NULL,
  is_machine             TINYINT(1)          NOT NULL DEFAULT 0,
  source_revision        INT UNSIGNED        NOT NULL,
  created_ymdhis         BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis         BIGINT(20) UNSIGNED NOT NULL,
  is_deleted             TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis         BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_translation_id),
  UNIQUE KEY uq_content_id_language_code (content_id, language_code),
  KEY idx_language_code_is_machine (language_code, is_machine)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='A page in another language';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_links (
  content_link_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id          BIGINT(20) UNSIGNED NOT NULL,
  target_content_id   BIGINT(20) UNSIGNED DEFAULT NULL,
  target_url          VARCHAR(2000)       DEFAULT NULL,
  link_text           VARCHAR(255)        DEFAULT NULL,
  is_broken           TINYINT(1)          NOT NULL DEFAULT 0,
  last_checked_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_link_id),
  KEY idx_content_id (content_id),
  KEY idx_target_content_id (target_content_id),
  KEY idx_is_broken_last_checked (is_broken, last_checked_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Links from page to page or outside, found when a page is saved';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_redirects (
  content_redirect_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  domain_id           BIGINT(20) UNSIGNED NOT NULL DEFAULT 1,
  from_path           VARCHAR(500)        NOT NULL,
  to_path             VARCHAR(500)        NOT NULL,
  http_status         INT UNSIGNED        NOT NULL DEFAULT 301,
  hit_count           BIGINT(20) UNSIGNED NOT NULL DEFAULT 0,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_redirect_id),
  UNIQUE KEY uq_domain_id_from_path (domain_id, from_path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Old addresses and where they lead';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_attachments (
  content_attachment_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id            BIGINT(20) UNSIGNED NOT NULL,
  media_file_id         BIGINT(20) UNSIGNED NOT NULL,
  caption               VARCHAR(500)        DEFAULT NULL,
  sort_order            INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  is_deleted            TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_attachment_id),
  UNIQUE KEY uq_content_id_media_file_id (content_id, media_file_id),
  KEY idx_media_file_id (media_file_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Media files attached to a page';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_references (
  content_reference_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id           BIGINT(20) UNSIGNED NOT NULL,
  citation             TEXT                NOT NULL,
  source_url           VARCHAR(2000)       DEFAULT NULL,
  accessed_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  sort_order           INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_reference_id),
  KEY idx_content_id_sort_order (content_id, sort_order)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Sources a page cites';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_comments (
  content_comment_id BIGINT(20) UNSIGNED                NOT NULL AUTO_INCREMENT,
  content_id         BIGINT(20) UNSIGNED                NOT NULL,
  parent_comment_id  BIGINT(20) UNSIGNED                DEFAULT NULL,
  actor_id           BIGINT(20) UNSIGNED                NOT NULL,
  body               TEXT                               NOT NULL,
  status             ENUM('visible','pending','hidden') NOT NULL DEFAULT 'pending',
  created_ymdhis     BIGINT(20) UNSIGNED                NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED                NOT NULL,
  is_deleted         TINYINT(1)                         NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED                DEFAULT NULL,
  PRIMARY KEY (content_comment_id),
  KEY idx_content_id_status_created (content_id, status, created_ymdhis),
  KEY idx_parent_comment_id (parent_comment_id),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Comments below a page';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_likes (
  content_like_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id      BIGINT(20) UNSIGNED NOT NULL,
  actor_id        BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_deleted      TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_like_id),
  UNIQUE KEY uq_content_id_actor_id (content_id, actor_id),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Who liked what';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_watchers (
  content_watcher_id BIGINT(20) UNSIGNED         NOT NULL AUTO_INCREMENT,
  content_id         BIGINT(20) UNSIGNED         NOT NULL,
  actor_id           BIGINT(20) UNSIGNED         NOT NULL,
  notify_by          ENUM('site','email','both') NOT NULL DEFAULT 'site',
  created_ymdhis     BIGINT(20) UNSIGNED         NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED         NOT NULL,
  is_deleted         TINYINT(1)                  NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED         DEFAULT NULL,
  PRIMARY KEY (content_watcher_id),
  UNIQUE KEY uq_content_id_actor_id (content_id, actor_id),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Who is told when a page changes';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_locks (
  content_lock_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id      BIGINT(20) UNSIGNED NOT NULL,
  actor_id        BIGINT(20) UNSIGNED NOT NULL,
  acquired_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  expires_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_deleted      TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_lock_id),
  UNIQUE KEY uq_content_id (content_id),
  KEY idx_expires (expires_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Editing locks, so that two editors do not overwrite each other';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_statistics (
  content_statistic_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id           BIGINT(20) UNSIGNED NOT NULL,
  view_count           BIGINT(20) UNSIGNED NOT NULL DEFAULT 0,
  like_count           INT UNSIGNED        NOT NULL DEFAULT 0,
  comment_count        INT UNSIGNED        NOT NULL DEFAULT 0,
  revision_count       INT UNSIGNED        NOT NULL DEFAULT 0,
  word_count           INT UNSIGNED        NOT NULL DEFAULT 0,
  readability          DECIMAL(5,2)        DEFAULT NULL COMMENT 'Flesch reading ease',
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_statistic_id),
  UNIQUE KEY uq_content_id (content_id),
  KEY idx_view_count (view_count)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Totals per page, rebuilt every night';
