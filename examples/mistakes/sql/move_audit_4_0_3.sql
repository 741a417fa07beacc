RENAME TABLE IF EXISTS lupopedia.lupo_audit_log TO lupopedia_orchestration.lupo_audit_log;
