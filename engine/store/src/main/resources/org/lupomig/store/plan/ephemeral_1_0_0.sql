-- What the engine needs only while it works: locks, queue, cache, sessions, scratch data.

CREATE SCHEMA IF NOT EXISTS `${ephemeral}` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS `${ephemeral}`.`lupo_sessions` (
  `session_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `session_key` CHAR(64) NOT NULL,
  `actor` VARCHAR(512) NOT NULL,
  `session_data` JSON NOT NULL,
  `ip_address` VARCHAR(64) NOT NULL,
  `user_agent` VARCHAR(512) NOT NULL,
  `last_activity_ymdhis` BIGINT UNSIGNED NOT NULL,
  `expires_ymdhis` BIGINT UNSIGNED NOT NULL,
  `created_ymdhis` BIGINT UNSIGNED NOT NULL,
  `updated_ymdhis` BIGINT UNSIGNED NOT NULL,
  `is_deleted` TINYINT(1) NOT NULL DEFAULT 0,
  `deleted_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  PRIMARY KEY (`session_id`),
  UNIQUE KEY `uq_lupo_sessions_session` (`session_key`),
  KEY `ix_lupo_sessions_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Console sessions';

CREATE TABLE IF NOT EXISTS `${ephemeral}`.`lupo_cache` (
  `cache_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `cache_key` CHAR(64) NOT NULL,
  `cache_group` VARCHAR(64) NOT NULL,
  `cache_value` JSON NOT NULL,
  `hit_count` BIGINT UNSIGNED NOT NULL,
  `last_hit_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  `expires_ymdhis` BIGINT UNSIGNED NOT NULL,
  `created_ymdhis` BIGINT UNSIGNED NOT NULL,
  `updated_ymdhis` BIGINT UNSIGNED NOT NULL,
  `is_deleted` TINYINT(1) NOT NULL DEFAULT 0,
  `deleted_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  PRIMARY KEY (`cache_id`),
  UNIQUE KEY `uq_lupo_cache_entry` (`cache_group`, `cache_key`),
  KEY `ix_lupo_cache_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Compiled plans and snapshots';

CREATE TABLE IF NOT EXISTS `${ephemeral}`.`lupo_temp_data` (
  `temp_data_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `temp_key` CHAR(64) NOT NULL,
  `temp_type` VARCHAR(64) NOT NULL,
  `temp_data` JSON NOT NULL,
  `created_by` VARCHAR(512) NOT NULL,
  `expires_ymdhis` BIGINT UNSIGNED NOT NULL,
  `created_ymdhis` BIGINT UNSIGNED NOT NULL,
  `updated_ymdhis` BIGINT UNSIGNED NOT NULL,
  `is_deleted` TINYINT(1) NOT NULL DEFAULT 0,
  `deleted_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  PRIMARY KEY (`temp_data_id`),
  UNIQUE KEY `uq_lupo_temp_data_entry` (`temp_type`, `temp_key`),
  KEY `ix_lupo_temp_data_expires` (`expires_ymdhis`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Scratch data, purged when it expires';

CREATE TABLE IF NOT EXISTS `${ephemeral}`.`lupo_job_queue` (
  `job_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `job_type` VARCHAR(64) NOT NULL,
  `status` VARCHAR(32) NOT NULL,
  `priority` INT NOT NULL,
  `parameters` JSON NOT NULL,
  `requested_by` VARCHAR(512) NOT NULL,
  `scheduled_ymdhis` BIGINT UNSIGNED NOT NULL,
  `started_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  `ended_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  `error_message` TEXT NOT NULL,
  `retry_count` INT UNSIGNED NOT NULL,
  `created_ymdhis` BIGINT UNSIGNED NOT NULL,
  `updated_ymdhis` BIGINT UNSIGNED NOT NULL,
  `is_deleted` TINYINT(1) NOT NULL DEFAULT 0,
  `deleted_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  PRIMARY KEY (`job_id`),
  KEY `ix_lupo_job_queue_next` (`status`, `priority`, `job_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Runs that wait for their turn';

CREATE TABLE IF NOT EXISTS `${ephemeral}`.`lupo_locks` (
  `lock_id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `lock_key` VARCHAR(128) NOT NULL,
  `lock_type` VARCHAR(32) NOT NULL,
  `schema_name` VARCHAR(64) NOT NULL,
  `object_name` VARCHAR(512) NOT NULL,
  `fence` BIGINT UNSIGNED NOT NULL,
  `owner_token` VARCHAR(64) NOT NULL,
  `owner` VARCHAR(512) NOT NULL,
  `owner_pid` BIGINT UNSIGNED NOT NULL,
  `acquired_ymdhis` BIGINT UNSIGNED NOT NULL,
  `heartbeat_ymdhis` BIGINT UNSIGNED NOT NULL,
  `expires_ymdhis` BIGINT UNSIGNED NOT NULL,
  `released_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  `owner_since_ymdhis` BIGINT UNSIGNED NOT NULL,
  `created_ymdhis` BIGINT UNSIGNED NOT NULL,
  `updated_ymdhis` BIGINT UNSIGNED NOT NULL,
  `is_deleted` TINYINT(1) NOT NULL DEFAULT 0,
  `deleted_ymdhis` BIGINT UNSIGNED DEFAULT NULL,
  PRIMARY KEY (`lock_id`),
  UNIQUE KEY `uq_lupo_locks_key` (`lock_key`),
  KEY `ix_lupo_locks_owner` (`owner_token`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='Who holds which lock, by the clock of the server';
