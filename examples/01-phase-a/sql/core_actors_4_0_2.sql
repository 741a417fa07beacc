-- Actors and access: who may act, and what they may do.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

CREATE TABLE IF NOT EXISTS lupopedia.lupo_actors (
  actor_id        BIGINT(20) UNSIGNED            NOT NULL AUTO_INCREMENT,
  actor_type      ENUM('user','agent','service') NOT NULL DEFAULT 'user',
  slug            VARCHAR(120)                   NOT NULL,
  display_name    VARCHAR(190)                   NOT NULL,
  avatar_media_id BIGINT(20) UNSIGNED            DEFAULT NULL,
  timezone        VARCHAR(60)                    NOT NULL DEFAULT 'UTC',
  metadata        JSON                           DEFAULT NULL,
  created_ymdhis  BIGINT(20) UNSIGNED            NOT NULL,
  updated_ymdhis  BIGINT(20) UNSIGNED            NOT NULL,
  is_deleted      TINYINT(1)                     NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED            DEFAULT NULL,
  PRIMARY KEY (actor_id),
  UNIQUE KEY uq_slug (slug),
  KEY idx_actor_type_is_deleted (actor_type, is_deleted)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Everyone and everything that can act: people, agents, services';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_auth_users (
  auth_user_id      BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id          BIGINT(20) UNSIGNED NOT NULL,
  username          VARCHAR(120)        NOT NULL,
  email             VARCHAR(190)        NOT NULL,
  password_hash     VARCHAR(255)        NOT NULL,
  last_login_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  failed_logins     INT UNSIGNED        NOT NULL DEFAULT 0,
  is_active         TINYINT(1)          NOT NULL DEFAULT 1,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (auth_user_id),
  UNIQUE KEY uq_username (username),
  UNIQUE KEY uq_email (email),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Credentials of people; agents never sign in here';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_actor_profiles (
  actor_profile_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id         BIGINT(20) UNSIGNED NOT NULL,
  headline         VARCHAR(255)        DEFAULT NULL,
  biography        TEXT                DEFAULT NULL,
  website_url      VARCHAR(2000)       DEFAULT NULL,
  location         VARCHAR(190)        DEFAULT NULL,
  pronouns         VARCHAR(60)         DEFAULT NULL,
  metadata         JSON                DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (actor_profile_id),
  UNIQUE KEY uq_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What an actor tells about itself';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_actor_emails (
  actor_email_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id        BIGINT(20) UNSIGNED NOT NULL,
  email           VARCHAR(190)        NOT NULL,
  is_primary      TINYINT(1)          NOT NULL DEFAULT 0,
  verified_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_deleted      TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (actor_email_id),
  UNIQUE KEY uq_email (email),
  KEY idx_actor_id_is_primary (actor_id, is_primary)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Further addresses of an actor';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_actor_properties (
  actor_property_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id          BIGINT(20) UNSIGNED NOT NULL,
  property_key      VARCHAR(120)        NOT NULL,
  property_value    TEXT                DEFAULT NULL,
  property_type     ENUM('string','integer','boolean','json') NOT NULL DEFAULT 'string',
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (actor_property_id),
  UNIQUE KEY uq_actor_id_property_key (actor_id, property_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Preferences and traits, one row each';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_groups (
  group_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  parent_group_id BIGINT(20) UNSIGNED DEFAULT NULL COMMENT 'null for a top-level group',
  slug            VARCHAR(120)        NOT NULL,
  name            VARCHAR(190)        NOT NULL,
  description     TEXT                DEFAULT NULL,
  created_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_deleted      TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (group_id),
  UNIQUE KEY uq_slug (slug),
  KEY idx_parent_group_id (parent_group_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Teams and houses';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_actor_groups (
  actor_group_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id       BIGINT(20) UNSIGNED NOT NULL,
  group_id       BIGINT(20) UNSIGNED NOT NULL,
  joined_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_leader      TINYINT(1)          NOT NULL DEFAULT 0,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (actor_group_id),
  UNIQUE KEY uq_actor_id_group_id (actor_id, group_id),
  KEY idx_group_id (group_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Membership of actors in groups';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_roles (
  role_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  slug           VARCHAR(120)        NOT NULL,
  name           VARCHAR(190)        NOT NULL,
  description    VARCHAR(500)        DEFAULT NULL,
  sort_order     INT UNSIGNED        NOT NULL DEFAULT 0,
  is_system      TINYINT(1)          NOT NULL DEFAULT 0 COMMENT 'system roles cannot be edited',
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (role_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Named sets of permissions';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_permissions (
  permission_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  permission_key VARCHAR(120)        NOT NULL,
  module_slug    VARCHAR(120)        NOT NULL DEFAULT 'core',
  description    VARCHAR(500)        DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (permission_id),
  UNIQUE KEY uq_permission_key (permission_key),
  KEY idx_module_slug (module_slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What can be allowed';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_role_permissions (
  role_permission_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  role_id            BIGINT(20) UNSIGNED NOT NULL,
  permission_id      BIGINT(20) UNSIGNED NOT NULL,
  is_granted         TINYINT(1)          NOT NULL DEFAULT 1,
  created_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  is_deleted         TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (role_permission_id),
  UNIQUE KEY uq_role_id_permission_id (role_id, permission_id),
  KEY idx_permission_id (permission_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Which role allows what';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_actor_roles (
  actor_role_id       BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id            BIGINT(20) UNSIGNED NOT NULL,
  role_id             BIGINT(20) UNSIGNED NOT NULL,
  granted_by_actor_id BIGINT(20) UNSIGNED DEFAULT NULL,
  expires_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (actor_role_id),
  UNIQUE KEY uq_actor_id_role_id (actor_id, role_id),
  KEY idx_role_id_expires (role_id, expires_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Which actor holds which role, and until when';
