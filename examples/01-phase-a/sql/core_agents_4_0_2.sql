-- Agents: the AI agents of Lupopedia, their prompts, tools and moods.
-- Built on MariaDB 10.6 or newer. Safe to run again: what is there already is left alone.

CREATE TABLE IF NOT EXISTS lupopedia.lupo_llm_models (
  llm_model_id          BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  provider              VARCHAR(60)         NOT NULL,
  model_name            VARCHAR(120)        NOT NULL,
  context_tokens        INT UNSIGNED        NOT NULL,
  price_in_per_million  DECIMAL(10,4)       DEFAULT NULL COMMENT 'US dollars',
  price_out_per_million DECIMAL(10,4)       DEFAULT NULL,
  is_enabled            TINYINT(1)          NOT NULL DEFAULT 1,
  created_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis        BIGINT(20) UNSIGNED NOT NULL,
  is_deleted            TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis        BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (llm_model_id),
  UNIQUE KEY uq_provider_model_name (provider, model_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Language models that agents may run on';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agents (
  agent_id       BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  actor_id       BIGINT(20) UNSIGNED NOT NULL,
  agent_key      VARCHAR(60)         NOT NULL COMMENT 'in capitals, as it is called',
  display_name   VARCHAR(190)        NOT NULL,
  archetype      VARCHAR(190)        DEFAULT NULL,
  layer          ENUM('kernel','required','optional','experimental') NOT NULL DEFAULT 'optional',
  llm_model_id   BIGINT(20) UNSIGNED DEFAULT NULL,
  is_active      TINYINT(1)          NOT NULL DEFAULT 1,
  metadata       JSON                DEFAULT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_id),
  UNIQUE KEY uq_agent_key (agent_key),
  UNIQUE KEY uq_actor_id (actor_id),
  KEY idx_layer_is_active (layer, is_active)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='The cast';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_versions (
  agent_version_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id         BIGINT(20) UNSIGNED NOT NULL,
  version          VARCHAR(30)         NOT NULL,
  release_notes    TEXT                DEFAULT NULL,
  is_current       TINYINT(1)          NOT NULL DEFAULT 0,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_version_id),
  UNIQUE KEY uq_agent_id_version (agent_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Released versions of an agent';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_prompts (
  agent_prompt_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id         BIGINT(20) UNSIGNED NOT NULL,
  agent_version_id BIGINT(20) UNSIGNED DEFAULT NULL,
  prompt_kind      ENUM('system','persona','guard','summary') NOT NULL DEFAULT 'system',
  body             MEDIUMTEXT          NOT NULL,
  body_sha256      CHAR(64)            NOT NULL,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_prompt_id),
  KEY idx_agent_id_prompt_kind (agent_id, prompt_kind),
  KEY idx_agent_version_id (agent_version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='System prompts, by version';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_capabilities (
  agent_capability_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id            BIGINT(20) UNSIGNED NOT NULL,
  capability_key      VARCHAR(120)        NOT NULL,
  level               TINYINT UNSIGNED    NOT NULL DEFAULT 1,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_capability_id),
  UNIQUE KEY uq_agent_id_capability_key (agent_id, capability_key),
  KEY idx_capability_key (capability_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='What an agent is able to do';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_properties (
  agent_property_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id          BIGINT(20) UNSIGNED NOT NULL,
  property_key      VARCHAR(120)        NOT NULL,
  property_value    JSON                DEFAULT NULL,
  created_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis    BIGINT(20) UNSIGNED NOT NULL,
  is_deleted        TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis    BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_property_id),
  UNIQUE KEY uq_agent_id_property_key (agent_id, property_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Settings of an agent, one row each';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_tools (
  agent_tool_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  tool_key       VARCHAR(120)        NOT NULL,
  description    VARCHAR(500)        DEFAULT NULL,
  input_schema   JSON                DEFAULT NULL,
  is_dangerous   TINYINT(1)          NOT NULL DEFAULT 0,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_tool_id),
  UNIQUE KEY uq_tool_key (tool_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Tools that can be granted';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_tool_grants (
  agent_tool_grant_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id            BIGINT(20) UNSIGNED NOT NULL,
  agent_tool_id       BIGINT(20) UNSIGNED NOT NULL,
  granted_by_actor_id BIGINT(20) UNSIGNED NOT NULL,
  daily_limit         INT UNSIGNED        DEFAULT NULL,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_tool_grant_id),
  UNIQUE KEY uq_agent_id_agent_tool_id (agent_id, agent_tool_id),
  KEY idx_agent_tool_id (agent_tool_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Which agent may use which tool';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_contexts (
  agent_context_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id         BIGINT(20) UNSIGNED NOT NULL,
  context_key      VARCHAR(120)        NOT NULL,
  body             MEDIUMTEXT          NOT NULL,
  priority         INT UNSIGNED        NOT NULL DEFAULT 100,
  created_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  is_deleted       TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis   BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_context_id),
  UNIQUE KEY uq_agent_id_context_key (agent_id, context_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Texts an agent is given before it starts';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_dependencies (
  agent_dependency_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id            BIGINT(20) UNSIGNED NOT NULL,
  depends_on_agent_id BIGINT(20) UNSIGNED NOT NULL,
  is_required         TINYINT(1)          NOT NULL DEFAULT 1,
  created_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis      BIGINT(20) UNSIGNED NOT NULL,
  is_deleted          TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis      BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_dependency_id),
  UNIQUE KEY uq_agent_id_depends_on_agent_id (agent_id, depends_on_agent_id),
  KEY idx_depends_on_agent_id (depends_on_agent_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Agents that need other agents';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_styles (
  agent_style_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id       BIGINT(20) UNSIGNED NOT NULL,
  style_key      VARCHAR(120)        NOT NULL,
  guidance       TEXT                NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  updated_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_style_id),
  KEY idx_agent_id_style_key (agent_id, style_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='How an agent writes';

CREATE TABLE IF NOT EXISTS lupopedia.lupo_agent_moods (
  agent_mood_id  BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
  agent_id       BIGINT(20) UNSIGNED NOT NULL,
  mood_rgb       CHAR(6)             NOT NULL,
  intensity      DECIMAL(4,3)        NOT NULL DEFAULT 0.500,
  noted_ymdhis   BIGINT(20) UNSIGNED NOT NULL,
  created_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  is_deleted     TINYINT(1)          NOT NULL DEFAULT 0,
  deleted_ymdhis BIGINT(20) UNSIGNED DEFAULT NULL,
  PRIMARY KEY (agent_mood_id),
  KEY idx_agent_id_noted (agent_id, noted_ymdhis)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
  COMMENT='Mood of an agent as a colour, over time';
