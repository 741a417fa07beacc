-- Moves 22 orchestration tables out of the core schema.
-- RENAME TABLE takes indexes and rows along and copies nothing. Safe to run again.

-- Migration management.
RENAME TABLE IF EXISTS
  lupopedia.lupo_migration_log   TO lupopedia_orchestration.lupo_migration_log,
  lupopedia.lupo_migration_files TO lupopedia_orchestration.lupo_migration_files,
  lupopedia.lupo_schema_changes  TO lupopedia_orchestration.lupo_schema_changes,
  lupopedia.lupo_deployments     TO lupopedia_orchestration.lupo_deployments;

-- System monitoring.
RENAME TABLE IF EXISTS
  lupopedia.lupo_system_health  TO lupopedia_orchestration.lupo_system_health,
  lupopedia.lupo_system_metrics TO lupopedia_orchestration.lupo_system_metrics,
  lupopedia.lupo_error_log      TO lupopedia_orchestration.lupo_error_log;

-- Audit logging.
RENAME TABLE IF EXISTS
  lupopedia.lupo_audit_log        TO lupopedia_orchestration.lupo_audit_log,
  lupopedia.lupo_login_audit      TO lupopedia_orchestration.lupo_login_audit,
  lupopedia.lupo_permission_audit TO lupopedia_orchestration.lupo_permission_audit;

-- Agent orchestration.
RENAME TABLE IF EXISTS
  lupopedia.lupo_agent_tasks      TO lupopedia_orchestration.lupo_agent_tasks,
  lupopedia.lupo_agent_runs       TO lupopedia_orchestration.lupo_agent_runs,
  lupopedia.lupo_agent_handoffs   TO lupopedia_orchestration.lupo_agent_handoffs,
  lupopedia.lupo_agent_heartbeats TO lupopedia_orchestration.lupo_agent_heartbeats;

-- Memory and event management.
RENAME TABLE IF EXISTS
  lupopedia.lupo_memory_entries      TO lupopedia_orchestration.lupo_memory_entries,
  lupopedia.lupo_memory_links        TO lupopedia_orchestration.lupo_memory_links,
  lupopedia.lupo_event_log           TO lupopedia_orchestration.lupo_event_log,
  lupopedia.lupo_event_subscriptions TO lupopedia_orchestration.lupo_event_subscriptions;

-- API rate limiting.
RENAME TABLE IF EXISTS
  lupopedia.lupo_api_rate_limits TO lupopedia_orchestration.lupo_api_rate_limits,
  lupopedia.lupo_api_rate_events TO lupopedia_orchestration.lupo_api_rate_events;

-- Notifications and governance.
RENAME TABLE IF EXISTS
  lupopedia.lupo_notifications        TO lupopedia_orchestration.lupo_notifications,
  lupopedia.lupo_governance_decisions TO lupopedia_orchestration.lupo_governance_decisions;
