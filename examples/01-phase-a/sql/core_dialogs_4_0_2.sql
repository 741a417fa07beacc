-- Dialogs: channels, threads and messages between people and agents.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

CREATE TABLE IF NOT EXISTS lupopedia.lupo_channels (
  channel_id       BIGINT(20) UNSIGNED            NOT NULL AUTO_INCREMENT,
  slug             VARCHAR(120)                   NOT NULL,
  name             VARCHAR(190)                   NOT NULL,
  purpose          VARCHAR(500)                   DEFAULT NULL,
  visibility       ENUM('public','dev','private') NOT NULL DEFAULT 'public',
  default_actor_id BIGINT(20) UNSIGNED            DEFAULT NULL,
  metadata         JSON                           DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED            NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED            NOT NULL,
  is_deleted       TINYINT(1)                     NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED            DEFAULT NULL,
  PRIMARY KEY (channel_id),
  UNIQUE KEY uq_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Rooms in which dialogs happen';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_channel_members (
  channel_member_id  BIGINT(20) UNSIGNED                NOT NULL AUTO_INCREMENT,
  channel_id         BIGINT(20) UNSIGNED                NOT NULL,
  actor_id           BIGINT(20) UNSIGNED                NOT NULL,
  member_role        ENUM('member','moderator','owner') NOT NULL DEFAULT 'member',
  muted_until_ymdhis BIGINT(20) UNSIGNED                DEFAULT NULL,
  created_ymdhis     BIGINT(20) UNSIGNED                NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED                NOT NULL,
  is_deleted         TINYINT(1)                         NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED                DEFAULT NULL,
  PRIMARY KEY (channel_member_id),
  UNIQUE KEY uq_channel_id_actor_id (channel_id, actor_id),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Who is in which room';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_threads (
  dialog_thread_id    BIGINT(20) UNSIGNED            NOT NULL AUTO_INCREMENT,
  channel_id          BIGINT(20) UNSIGNED            NOT NULL,
  subject             VARCHAR(255)                   NOT NULL,
  started_by_actor_id BIGINT(20) UNSIGNED            NOT NULL,
  status              ENUM('open','paused','closed') NOT NULL DEFAULT 'open',
  last_message_ymdhis BIGINT(20) UNSIGNED            DEFAULT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED            NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED            NOT NULL,
  is_deleted          TINYINT(1)                     NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED            DEFAULT NULL,
  PRIMARY KEY (dialog_thread_id),
  KEY idx_channel_id_status_last_message (channel_id, status, last_message_ymdhis),
  KEY idx_started_by_actor_id (started_by_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Threads of a room';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_participants (
  dialog_participant_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  dialog_thread_id      BIGINT(20) UNSIGNED NOT NULL,
  actor_id              BIGINT(20) UNSIGNED NOT NULL,
  joined_ymdhis         BIGINT(20) UNSIGNED NOT NULL,
  left_ymdhis           BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  is_deleted            TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (dialog_participant_id),
  UNIQUE KEY uq_dialog_thread_id_actor_id (dialog_thread_id, actor_id),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Who takes part in a thread';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_messages (
  dialog_message_id BIGINT(20) UNSIGNED                     NOT NULL AUTO_INCREMENT,
  dialog_thread_id  BIGINT(20) UNSIGNED                     NOT NULL,
  from_actor_id     BIGINT(20) UNSIGNED                     NOT NULL,
  to_actor_id       BIGINT(20) UNSIGNED                     DEFAULT NULL COMMENT 'null speaks to everyone',
  message_type      ENUM('text','command','system','error') NOT NULL DEFAULT 'text',
  message_text      VARCHAR(1000)                           NOT NULL,
  mood_rgb          CHAR(6)                                 NOT NULL DEFAULT '666666',
  metadata          JSON                                    DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED                     NOT NULL,
  is_deleted        TINYINT(1)                              NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED                     DEFAULT NULL,
  PRIMARY KEY (dialog_message_id),
  KEY idx_dialog_thread_id_created (dialog_thread_id, created_ymdhis),
  KEY idx_from_actor_id (from_actor_id),
  KEY idx_to_actor_id (to_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Messages, up to 1,000 characters; longer ones have a body';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_message_bodies (
  dialog_message_body_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  dialog_message_id      BIGINT(20) UNSIGNED NOT NULL,
  full_text              LONGTEXT            NOT NULL,
  created_ymdhis         BIGINT(20) UNSIGNED NOT NULL,
  is_deleted             TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis         BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (dialog_message_body_id),
  UNIQUE KEY uq_dialog_message_id (dialog_message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='The long part of long messages';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_reactions (
  dialog_reaction_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  dialog_message_id  BIGINT(20) UNSIGNED NOT NULL,
  actor_id           BIGINT(20) UNSIGNED NOT NULL,
  emoji              VARCHAR(32)         NOT NULL,
  created_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  is_deleted         TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (dialog_reaction_id),
  UNIQUE KEY uq_dialog_message_id_actor_id_emoji (dialog_message_id, actor_id, emoji)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Reactions to messages';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_read_marks (
  dialog_read_mark_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  dialog_thread_id     BIGINT(20) UNSIGNED NOT NULL,
  actor_id             BIGINT(20) UNSIGNED NOT NULL,
  last_read_message_id BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (dialog_read_mark_id),
  UNIQUE KEY uq_dialog_thread_id_actor_id (dialog_thread_id, actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='How far each actor has read';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_dialog_summaries (
  dialog_summary_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  dialog_thread_id    BIGINT(20) UNSIGNED NOT NULL,
  summary             TEXT                NOT NULL,
  through_message_id  BIGINT(20) UNSIGNED NOT NULL,
  written_by_agent_id BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (dialog_summary_id),
  KEY idx_dialog_thread_id_through_message_id (dialog_thread_id, through_message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Summaries of long threads, written by agents';
