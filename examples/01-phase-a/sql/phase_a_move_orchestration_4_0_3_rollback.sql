-- Takes the 22 orchestration tables back to the core schema, in the opposite order.

-- Notifications and governance.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_notifications        TO lupopedia.lupo_notifications,
  lupopedia_orchestration.lupo_governance_decisions TO lupopedia.lupo_governance_decisions;

-- API rate limiting.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_api_rate_limits TO lupopedia.lupo_api_rate_limits,
  lupopedia_orchestration.lupo_api_rate_events TO lupopedia.lupo_api_rate_events;

-- Memory and event management.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_memory_entries      TO lupopedia.lupo_memory_entries,
  lupopedia_orchestration.lupo_memory_links        TO lupopedia.lupo_memory_links,
  lupopedia_orchestration.lupo_event_log           TO lupopedia.lupo_event_log,
  lupopedia_orchestration.lupo_event_subscriptions TO lupopedia.lupo_event_subscriptions;

-- Agent orchestration.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_agent_tasks      TO lupopedia.lupo_agent_tasks,
  lupopedia_orchestration.lupo_agent_runs       TO lupopedia.lupo_agent_runs,
  lupopedia_orchestration.lupo_agent_handoffs   TO lupopedia.lupo_agent_handoffs,
  lupopedia_orchestration.lupo_agent_heartbeats TO lupopedia.lupo_agent_heartbeats;

-- Audit logging.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_audit_log        TO lupopedia.lupo_audit_log,
  lupopedia_orchestration.lupo_login_audit      TO lupopedia.lupo_login_audit,
  lupopedia_orchestration.lupo_permission_audit TO lupopedia.lupo_permission_audit;

-- System monitoring.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_system_health  TO lupopedia.lupo_system_health,
  lupopedia_orchestration.lupo_system_metrics TO lupopedia.lupo_system_metrics,
  lupopedia_orchestration.lupo_error_log      TO lupopedia.lupo_error_log;

-- Migration management.
RENAME TABLE IF EXISTS
  lupopedia_orchestration.lupo_migration_log   TO lupopedia.lupo_migration_log,
  lupopedia_orchestration.lupo_migration_files TO lupopedia.lupo_migration_files,
  lupopedia_orchestration.lupo_schema_changes  TO lupopedia.lupo_schema_changes,
  lupopedia_orchestration.lupo_deployments     TO lupopedia.lupo_deployments;
