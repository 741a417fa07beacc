-- Knowledge: collections, categories, tags, and the graph of atoms and edges.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

CREATE TABLE IF NOT EXISTS lupopedia.lupo_collections (
  collection_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  description    TEXT                DEFAULT NULL,
  owner_actor_id BIGINT(20) UNSIGNED NOT NULL,
  is_public      TINYINT(1)          NOT NULL DEFAULT 1,
  color_hex      CHAR(6)             NOT NULL DEFAULT '666666',
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (collection_id),
  UNIQUE KEY uq_slug (slug),
  KEY idx_owner_actor_id (owner_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Shelves of content with an owner';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_collection_tabs (
  collection_tab_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  collection_id     BIGINT(20) UNSIGNED NOT NULL,
  parent_tab_id     BIGINT(20) UNSIGNED DEFAULT NULL,
  slug              VARCHAR(120)        NOT NULL,
  name              VARCHAR(190)        NOT NULL,
  sort_order        INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (collection_tab_id),
  UNIQUE KEY uq_collection_id_slug (collection_id, slug),
  KEY idx_parent_tab_id (parent_tab_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Tabs of a collection, nested';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_collection_contents (
  collection_content_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  collection_id         BIGINT(20) UNSIGNED NOT NULL,
  collection_tab_id     BIGINT(20) UNSIGNED DEFAULT NULL,
  content_id            BIGINT(20) UNSIGNED NOT NULL,
  sort_order            INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  is_deleted            TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (collection_content_id),
  UNIQUE KEY uq_collection_id_content_id (collection_id, content_id),
  KEY idx_collection_tab_id_sort_order (collection_tab_id, sort_order),
  KEY idx_content_id (content_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Which page lies in which tab';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_categories (
  category_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  parent_category_id BIGINT(20) UNSIGNED DEFAULT NULL,
  slug               VARCHAR(120)        NOT NULL,
  name               VARCHAR(190)        NOT NULL,
  path               VARCHAR(500)        NOT NULL COMMENT 'slugs from the root, joined by a slash',
  depth              TINYINT UNSIGNED    NOT NULL DEFAULT 0,
  created_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  is_deleted         TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (category_id),
  UNIQUE KEY uq_path (path),
  KEY idx_parent_category_id_slug (parent_category_id, slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='The tree of subjects';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_content_categories (
  content_category_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id          BIGINT(20) UNSIGNED NOT NULL,
  category_id         BIGINT(20) UNSIGNED NOT NULL,
  is_primary          TINYINT(1)          NOT NULL DEFAULT 0,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (content_category_id),
  UNIQUE KEY uq_content_id_category_id (content_id, category_id),
  KEY idx_category_id_is_primary (category_id, is_primary)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Which page belongs to which subject';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_tags (
  tag_id         BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  label          VARCHAR(190)        NOT NULL,
  usage_count    INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (tag_id),
  UNIQUE KEY uq_slug (slug),
  KEY idx_usage_count (usage_count)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Free words';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_tag_map (
  tag_map_id         BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  tag_id             BIGINT(20) UNSIGNED NOT NULL,
  object_type        VARCHAR(60)         NOT NULL,
  object_id          BIGINT(20) UNSIGNED NOT NULL,
  tagged_by_actor_id BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  is_deleted         TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (tag_map_id),
  UNIQUE KEY uq_tag_id_object_type_object_id (tag_id, object_type, object_id),
  KEY idx_object_type_object_id (object_type, object_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Tags on anything';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_atoms (
  atom_id        BIGINT(20) UNSIGNED                   NOT NULL AUTO_INCREMENT,
  atom_key       VARCHAR(190)                          NOT NULL,
  atom_value     TEXT                                  DEFAULT NULL,
  scope          ENUM('global','module','content')     NOT NULL DEFAULT 'global',
  data_type      ENUM('string','number','list','json') NOT NULL DEFAULT 'string',
  metadata       JSON                                  DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED                   NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED                   NOT NULL,
  is_deleted     TINYINT(1)                            NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED                   DEFAULT NULL,
  PRIMARY KEY (atom_id),
  UNIQUE KEY uq_atom_key (atom_key),
  KEY idx_scope (scope)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='The smallest named facts; GLOBAL_ atoms are resolved in headers';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_edge_types (
  edge_type_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  label          VARCHAR(190)        NOT NULL,
  inverse_label  VARCHAR(190)        DEFAULT NULL,
  is_symmetric   TINYINT(1)          NOT NULL DEFAULT 0,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (edge_type_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Kinds of relation';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_edges (
  edge_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  edge_type_id   BIGINT(20) UNSIGNED NOT NULL,
  left_type      VARCHAR(60)         NOT NULL,
  left_id        BIGINT(20) UNSIGNED NOT NULL,
  right_type     VARCHAR(60)         NOT NULL,
  right_id       BIGINT(20) UNSIGNED NOT NULL,
  weight         DECIMAL(7,4)        NOT NULL DEFAULT 1.0000,
  metadata       JSON                DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (edge_id),
  UNIQUE KEY uq_edge_type_id_left_type_left_id_right_type_right_id (edge_type_id, left_type, left_id, right_type, right_id),
  KEY idx_right_type_right_id (right_type, right_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Relations between any two things';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_questions (
  question_id       BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  content_id        BIGINT(20) UNSIGNED DEFAULT NULL,
  asked_by_actor_id BIGINT(20) UNSIGNED DEFAULT NULL,
  question          VARCHAR(1000)       NOT NULL,
  question_type     ENUM('who','what','when','where','why','how','other') NOT NULL DEFAULT 'other',
  answer_count      INT UNSIGNED        NOT NULL DEFAULT 0,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (question_id),
  KEY idx_content_id (content_id),
  KEY idx_question_type_created (question_type, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What people ask';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_answers (
  answer_id      BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  question_id    BIGINT(20) UNSIGNED NOT NULL,
  actor_id       BIGINT(20) UNSIGNED NOT NULL,
  body           TEXT                NOT NULL,
  is_accepted    TINYINT(1)          NOT NULL DEFAULT 0,
  confidence     DECIMAL(4,3)        DEFAULT NULL COMMENT 'as stated by an agent; null for people',
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (answer_id),
  KEY idx_question_id_is_accepted (question_id, is_accepted),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='And what they are told';
