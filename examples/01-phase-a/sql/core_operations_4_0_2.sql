-- Operations: migrations, monitoring, audit, agent runs, memory, events, limits, governance.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

-- Migration management.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_migration_log (
  migration_log_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  migration_name       VARCHAR(190)        NOT NULL,
  version              VARCHAR(30)         NOT NULL,
  file_name            VARCHAR(255)        NOT NULL,
  status               ENUM('pending','running','completed','failed','rolled_back') NOT NULL DEFAULT 'pending',
  started_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  finished_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  duration_ms          BIGINT(20) UNSIGNED DEFAULT NULL,
  tables_affected      INT UNSIGNED        NOT NULL DEFAULT 0,
  executed_by_actor_id BIGINT(20) UNSIGNED DEFAULT NULL,
  error_message        TEXT                DEFAULT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (migration_log_id),
  UNIQUE KEY uq_migration_name_version (migration_name, version),
  KEY idx_status_started (status, started_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Migrations that were run, by hand or by script';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_migration_files (
  migration_file_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  migration_log_id  BIGINT(20) UNSIGNED NOT NULL,
  file_path         VARCHAR(500)        NOT NULL,
  sha256            CHAR(64)            NOT NULL,
  execution_order   INT UNSIGNED        NOT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (migration_file_id),
  KEY idx_migration_log_id_execution_order (migration_log_id, execution_order)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='The files of a migration and what they hashed to';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_schema_changes (
  schema_change_id  BIGINT(20) UNSIGNED                    NOT NULL AUTO_INCREMENT,
  migration_log_id  BIGINT(20) UNSIGNED                    DEFAULT NULL,
  schema_name       VARCHAR(64)                            NOT NULL,
  table_name        VARCHAR(64)                            NOT NULL,
  change_kind       ENUM('create','alter','rename','drop') NOT NULL,
  definition_before MEDIUMTEXT                             DEFAULT NULL,
  definition_after  MEDIUMTEXT                             DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED                    NOT NULL,
  is_deleted        TINYINT(1)                             NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED                    DEFAULT NULL,
  PRIMARY KEY (schema_change_id),
  KEY idx_schema_name_table_name_created (schema_name, table_name, created_ymdhis),
  KEY idx_migration_log_id (migration_log_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='One row per change to a table definition';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_deployments (
  deployment_id        BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  version              VARCHAR(30)         NOT NULL,
  host                 VARCHAR(190)        NOT NULL,
  git_commit           CHAR(40)            DEFAULT NULL,
  deployed_by_actor_id BIGINT(20) UNSIGNED DEFAULT NULL,
  deployed_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  notes                TEXT                DEFAULT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (deployment_id),
  KEY idx_host_deployed (host, deployed_ymdhis),
  KEY idx_version (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What was put on which host, and when';

-- System monitoring.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_system_health (
  system_health_id BIGINT(20) UNSIGNED          NOT NULL AUTO_INCREMENT,
  component        VARCHAR(120)                 NOT NULL,
  status           ENUM('ok','degraded','down') NOT NULL DEFAULT 'ok',
  latency_ms       INT UNSIGNED                 DEFAULT NULL,
  detail           JSON                         DEFAULT NULL,
  checked_ymdhis   BIGINT(20) UNSIGNED          NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED          NOT NULL,
  is_deleted       TINYINT(1)                   NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED          DEFAULT NULL,
  PRIMARY KEY (system_health_id),
  KEY idx_component_checked (component, checked_ymdhis),
  KEY idx_status_checked (status, checked_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Health checks';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_system_metrics (
  system_metric_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  metric_key       VARCHAR(120)        NOT NULL,
  metric_value     DECIMAL(20,6)       NOT NULL,
  unit             VARCHAR(30)         DEFAULT NULL,
  labels           JSON                DEFAULT NULL,
  sampled_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (system_metric_id),
  KEY idx_metric_key_sampled (metric_key, sampled_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Numbers over time';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_error_log (
  error_log_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  severity       ENUM('notice','warning','error','fatal') NOT NULL DEFAULT 'error',
  message        VARCHAR(1000)       NOT NULL,
  file_path      VARCHAR(500)        DEFAULT NULL,
  line_number    INT UNSIGNED        DEFAULT NULL,
  stack_trace    MEDIUMTEXT          DEFAULT NULL,
  fingerprint    CHAR(40)            NOT NULL,
  occurrences    INT UNSIGNED        NOT NULL DEFAULT 1,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (error_log_id),
  KEY idx_fingerprint_created (fingerprint, created_ymdhis),
  KEY idx_severity_created (severity, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Errors of the application';

-- Audit logging.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_audit_log (
  audit_log_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id       BIGINT(20) UNSIGNED DEFAULT NULL COMMENT 'null for the system itself',
  action         VARCHAR(120)        NOT NULL,
  object_type    VARCHAR(60)         NOT NULL,
  object_id      BIGINT(20) UNSIGNED DEFAULT NULL,
  ip_address     VARCHAR(45)         DEFAULT NULL,
  change_before  JSON                DEFAULT NULL,
  change_after   JSON                DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (audit_log_id),
  KEY idx_object_type_object_id_created (object_type, object_id, created_ymdhis),
  KEY idx_actor_id_created (actor_id, created_ymdhis),
  KEY idx_action (action)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Who did what to what';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_login_audit (
  login_audit_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  username       VARCHAR(190)        NOT NULL,
  actor_id       BIGINT(20) UNSIGNED DEFAULT NULL,
  succeeded      TINYINT(1)          NOT NULL DEFAULT 0,
  ip_address     VARCHAR(45)         DEFAULT NULL,
  user_agent     VARCHAR(500)        DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (login_audit_id),
  KEY idx_username_created (username, created_ymdhis),
  KEY idx_actor_id (actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Sign-ins, and attempts at them';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_permission_audit (
  permission_audit_id BIGINT(20) UNSIGNED    NOT NULL AUTO_INCREMENT,
  actor_id            BIGINT(20) UNSIGNED    NOT NULL,
  changed_by_actor_id BIGINT(20) UNSIGNED    NOT NULL,
  change_kind         ENUM('grant','revoke') NOT NULL,
  role_id             BIGINT(20) UNSIGNED    DEFAULT NULL,
  permission_id       BIGINT(20) UNSIGNED    DEFAULT NULL,
  reason              VARCHAR(500)           DEFAULT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED    NOT NULL,
  is_deleted          TINYINT(1)             NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED    DEFAULT NULL,
  PRIMARY KEY (permission_audit_id),
  KEY idx_actor_id_created (actor_id, created_ymdhis),
  KEY idx_changed_by_actor_id (changed_by_actor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Roles and permissions given and taken';

-- Agent orchestration.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_tasks (
  agent_task_id         BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id              BIGINT(20) UNSIGNED NOT NULL,
  title                 VARCHAR(255)        NOT NULL,
  instructions          MEDIUMTEXT          NOT NULL,
  priority              INT UNSIGNED        NOT NULL DEFAULT 100,
  status                ENUM('queued','running','done','failed','cancelled') NOT NULL DEFAULT 'queued',
  requested_by_actor_id BIGINT(20) UNSIGNED DEFAULT NULL,
  due_ymdhis            BIGINT(20) UNSIGNED DEFAULT NULL,
  payload               JSON                DEFAULT NULL,
  created_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  is_deleted            TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_task_id),
  KEY idx_status_priority_due (status, priority, due_ymdhis),
  KEY idx_agent_id_status (agent_id, status)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Work waiting for an agent';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_runs (
  agent_run_id    BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_task_id   BIGINT(20) UNSIGNED NOT NULL,
  agent_id        BIGINT(20) UNSIGNED NOT NULL,
  llm_model_id    BIGINT(20) UNSIGNED DEFAULT NULL,
  status          ENUM('running','succeeded','failed','timed_out') NOT NULL DEFAULT 'running',
  tokens_in       INT UNSIGNED        NOT NULL DEFAULT 0,
  tokens_out      INT UNSIGNED        NOT NULL DEFAULT 0,
  cost_usd        DECIMAL(12,6)       NOT NULL DEFAULT 0.000000,
  started_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  finished_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  outcome         TEXT                DEFAULT NULL,
  created_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis  BIGINT(20) UNSIGNED NOT NULL,
  is_deleted      TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis  BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_run_id),
  KEY idx_agent_task_id (agent_task_id),
  KEY idx_agent_id_started (agent_id, started_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='One run of an agent over one task';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_handoffs (
  agent_handoff_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_run_id     BIGINT(20) UNSIGNED NOT NULL,
  from_agent_id    BIGINT(20) UNSIGNED NOT NULL,
  to_agent_id      BIGINT(20) UNSIGNED NOT NULL,
  reason           VARCHAR(500)        NOT NULL,
  context          JSON                DEFAULT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_handoff_id),
  KEY idx_agent_run_id (agent_run_id),
  KEY idx_to_agent_id_created (to_agent_id, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='An agent passing its task to another';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_heartbeats (
  agent_heartbeat_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id           BIGINT(20) UNSIGNED NOT NULL,
  host               VARCHAR(190)        NOT NULL,
  last_seen_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  load_average       DECIMAL(6,2)        DEFAULT NULL,
  created_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis     BIGINT(20) UNSIGNED NOT NULL,
  is_deleted         TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis     BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_heartbeat_id),
  UNIQUE KEY uq_agent_id_host (agent_id, host),
  KEY idx_last_seen (last_seen_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Signs of life';

-- Memory and events.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_memory_entries (
  memory_entry_id      BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id             BIGINT(20) UNSIGNED NOT NULL,
  memory_kind          ENUM('fact','episode','preference','warning') NOT NULL DEFAULT 'fact',
  subject              VARCHAR(255)        NOT NULL,
  body                 TEXT                NOT NULL,
  importance           DECIMAL(4,3)        NOT NULL DEFAULT 0.500,
  recalled_count       INT UNSIGNED        NOT NULL DEFAULT 0,
  last_recalled_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  metadata             JSON                DEFAULT NULL,
  created_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis       BIGINT(20) UNSIGNED NOT NULL,
  is_deleted           TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (memory_entry_id),
  KEY idx_agent_id_memory_kind_importance (agent_id, memory_kind, importance),
  KEY idx_subject (subject(120))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What agents remember';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_memory_links (
  memory_link_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  from_memory_id BIGINT(20) UNSIGNED NOT NULL,
  to_memory_id   BIGINT(20) UNSIGNED NOT NULL,
  link_kind      VARCHAR(60)         NOT NULL DEFAULT 'related',
  strength       DECIMAL(4,3)        NOT NULL DEFAULT 0.500,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (memory_link_id),
  UNIQUE KEY uq_from_memory_id_to_memory_id_link_kind (from_memory_id, to_memory_id, link_kind),
  KEY idx_to_memory_id (to_memory_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Memories that belong together';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_event_log (
  event_log_id     BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  event_type       VARCHAR(120)        NOT NULL,
  source           VARCHAR(120)        NOT NULL,
  correlation_id   CHAR(36)            DEFAULT NULL,
  payload          JSON                DEFAULT NULL,
  published_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (event_log_id),
  KEY idx_event_type_published (event_type, published_ymdhis),
  KEY idx_correlation_id (correlation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Events as they were published';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_event_subscriptions (
  event_subscription_id BIGINT(20) UNSIGNED            NOT NULL AUTO_INCREMENT,
  event_type            VARCHAR(120)                   NOT NULL,
  subscriber            VARCHAR(190)                   NOT NULL,
  delivery              ENUM('poll','webhook','queue') NOT NULL DEFAULT 'queue',
  last_event_id         BIGINT(20) UNSIGNED            NOT NULL DEFAULT 0,
  is_active             TINYINT(1)                     NOT NULL DEFAULT 1,
  created_ymdhis        BIGINT(20) UNSIGNED            NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED            NOT NULL,
  is_deleted            TINYINT(1)                     NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED            DEFAULT NULL,
  PRIMARY KEY (event_subscription_id),
  UNIQUE KEY uq_event_type_subscriber (event_type, subscriber)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Who wants to hear of which events';

-- API rate limiting.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_api_rate_limits (
  api_rate_limit_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  api_client_id     BIGINT(20) UNSIGNED DEFAULT NULL COMMENT 'null is the default for everyone',
  route_pattern     VARCHAR(190)        NOT NULL,
  max_requests      INT UNSIGNED        NOT NULL,
  window_seconds    INT UNSIGNED        NOT NULL DEFAULT 60,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (api_rate_limit_id),
  UNIQUE KEY uq_api_client_id_route_pattern (api_client_id, route_pattern)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Limits per client and route';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_api_rate_events (
  api_rate_event_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  api_client_id       BIGINT(20) UNSIGNED DEFAULT NULL,
  route               VARCHAR(500)        NOT NULL,
  ip_address          VARCHAR(45)         DEFAULT NULL,
  refused_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  retry_after_seconds INT UNSIGNED        NOT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (api_rate_event_id),
  KEY idx_api_client_id_refused (api_client_id, refused_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Requests that were refused';

-- Notifications and governance.
CREATE TABLE IF NOT EXISTS lupopedia.lupo_notifications (
  notification_id   BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id          BIGINT(20) UNSIGNED NOT NULL,
  notification_type VARCHAR(120)        NOT NULL,
  title             VARCHAR(255)        NOT NULL,
  body              TEXT                DEFAULT NULL,
  link_url          VARCHAR(2000)       DEFAULT NULL,
  read_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (notification_id),
  KEY idx_actor_id_read (actor_id, read_ymdhis),
  KEY idx_notification_type_created (notification_type, created_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What actors are told';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_governance_decisions (
  governance_decision_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  decision_key           VARCHAR(120)        NOT NULL,
  title                  VARCHAR(255)        NOT NULL,
  decision               TEXT                NOT NULL,
  decided_by_actor_id    BIGINT(20) UNSIGNED NOT NULL,
  status                 ENUM('proposed','accepted','rejected','superseded') NOT NULL DEFAULT 'proposed',
  superseded_by_id       BIGINT(20) UNSIGNED DEFAULT NULL,
  effective_ymdhis       BIGINT(20) UNSIGNED DEFAULT NULL,
  votes                  JSON                DEFAULT NULL,
  created_ymdhis         BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis         BIGINT(20) UNSIGNED NOT NULL,
  is_deleted             TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis         BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (governance_decision_id),
  UNIQUE KEY uq_decision_key (decision_key),
  KEY idx_status_effective (status, effective_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Decisions of the house, with their reasons';
