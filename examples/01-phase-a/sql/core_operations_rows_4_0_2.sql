-- What the operations tables had gathered by 7 January 2026.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

-- Migration management.
INSERT IGNORE INTO lupopedia.lupo_migration_log
  (migration_log_id, migration_name, version, file_name, status, started_ymdhis, finished_ymdhis, duration_ms, tables_affected, executed_by_actor_id, error_message, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'initial_schema', '4.0.0', 'initial_schema_4_0_0.sql', 'completed', 20251201000000, 20251201000017, 900, 61, 1, NULL, 20251231120000, 20251231120000),
  (2, 'crafty_syntax_import', '4.0.0', 'crafty_syntax_import_4_0_0.sql', 'completed', 20251205000000, 20251205000017, 1631, 14, 1, NULL, 20251231120000, 20251231120000),
  (3, 'agent_registry', '4.0.1', 'agent_registry_4_0_1.sql', 'completed', 20251209000000, 20251209000017, 2362, 12, 1, NULL, 20251231120000, 20251231120000),
  (4, 'dialog_channels', '4.0.1', 'dialog_channels_4_0_1.sql', 'rolled_back', 20251213000000, 20251213000017, 3093, 9, 1, NULL, 20251231120000, 20251231120000),
  (5, 'dialog_channels', '4.0.2', 'dialog_channels_4_0_2.sql', 'completed', 20251217000000, 20251217000017, 3824, 9, 1, NULL, 20251231120000, 20251231120000),
  (6, 'rate_limits', '4.0.2', 'rate_limits_4_0_2.sql', 'failed', 20251221000000, 20251221000017, 4555, 0, 1, 'ERROR 1071 (42000): Specified key was too long; max key length is 3072 bytes', 20251231120000, 20251231120000),
  (7, 'rate_limits_again', '4.0.2', 'rate_limits_again_4_0_2.sql', 'completed', 20251225000000, 20251225000017, 5286, 2, 1, NULL, 20251231120000, 20251231120000),
  (8, 'phase_a', '4.0.3', 'phase_a_4_0_3.sql', 'pending', NULL, NULL, NULL, 0, NULL, NULL, 20251231120000, 20251231120000);

INSERT IGNORE INTO lupopedia.lupo_migration_files
  (migration_file_id, migration_log_id, file_path, sha256, execution_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'database/migrations/initial_schema_4_0_0.sql', 'bf76c3ddae7ab8e93b657ad8f21fd97f676dad528e66e8275f7d2116f3c69004', 1, 20251231120000, 20251231120000),
  (2, 2, 'database/migrations/crafty_syntax_import_4_0_0.sql', 'fdd05b1405496c8b5de8d647e81dd509e2fb5247a0bd181fdb9cefa5280b2fae', 1, 20251231120000, 20251231120000),
  (3, 3, 'database/migrations/agent_registry_4_0_1.sql', 'dc5c515ac698c28fed14efbd4f5c6bc73f352a22bcb60734087a8be995a45c04', 1, 20251231120000, 20251231120000),
  (4, 4, 'database/migrations/dialog_channels_4_0_1.sql', '1f54985d11b50df1889247b01e17f83dd23ba358c2b70c34ba52835951aafa8f', 1, 20251231120000, 20251231120000),
  (5, 5, 'database/migrations/dialog_channels_4_0_2.sql', 'f2a189dc2d29d4d659e03b8d62979815253ceca1e21563052b687807a48e85cc', 1, 20251231120000, 20251231120000),
  (6, 6, 'database/migrations/rate_limits_4_0_2.sql', '6598e7a892d612d6e350960b052da6d4c11b67213fd6b06f64c6527758a620b9', 1, 20251231120000, 20251231120000),
  (7, 7, 'database/migrations/rate_limits_again_4_0_2.sql', '1706e8d2d60a0252cd13e2b384e9914d04995ad1c458773cdd4bbda485bd50f4', 1, 20251231120000, 20251231120000),
  (8, 4, 'database/migrations/dialog_channels_4_0_1_rollback.sql', '64f232610aa64e4f7f03c51728b5050d82d294b55c3040704f0e5d83c129b8f0', 2, 20251231120000, 20251231120000);

INSERT IGNORE INTO lupopedia.lupo_schema_changes
  (schema_change_id, migration_log_id, schema_name, table_name, change_kind, definition_before, definition_after, created_ymdhis)
VALUES
  (1, 3, 'lupopedia', 'lupo_agents', 'create', NULL, 'CREATE TABLE `lupo_agents` (…)', 20251231120000),
  (2, 4, 'lupopedia', 'lupo_channels', 'create', NULL, 'CREATE TABLE `lupo_channels` (…)', 20251231120000),
  (3, 4, 'lupopedia', 'lupo_channels', 'drop', 'CREATE TABLE `lupo_channels` (…)', NULL, 20251231120000),
  (4, 5, 'lupopedia', 'lupo_channels', 'create', NULL, 'CREATE TABLE `lupo_channels` (…)', 20251231120000),
  (5, 7, 'lupopedia', 'lupo_api_rate_limits', 'create', NULL, 'CREATE TABLE `lupo_api_rate_limits` (…)', 20251231120000),
  (6, NULL, 'lupopedia', 'lupo_contents', 'alter', '`status` enum(''draft'',''published'')', '`status` enum(''draft'',''review'',''published'',''archived'')', 20251231120000);

INSERT IGNORE INTO lupopedia.lupo_deployments
  (deployment_id, version, host, git_commit, deployed_by_actor_id, deployed_ymdhis, notes, created_ymdhis, updated_ymdhis)
VALUES
  (1, '4.0.0', 'web-1', 'ab7f7b955330dc8dcd7f8ae3d9689ffa32bf10d5', 1, 20251201003000, NULL, 20260101000000, 20260101000000),
  (2, '4.0.1', 'web-1', '63b4f91cf8f3dcf5b300797302b9953cc8333368', 1, 20251212220000, 'Agents may speak', 20260101000000, 20260101000000),
  (3, '4.0.1', 'web-2', '63b4f91cf8f3dcf5b300797302b9953cc8333368', 1, 20251212221500, NULL, 20260101000000, 20260101000000),
  (4, '4.0.2', 'web-1', '5e63673cbc075e2d21cef6bde4c591c263380bee', NULL, 20251229210000, 'Don''t deploy on Fridays (this was a Monday)', 20260101000000, 20260101000000),
  (5, '4.0.2', 'web-2', NULL, NULL, 20251229211000, NULL, 20260101000000, 20260101000000);

-- System monitoring.
INSERT IGNORE INTO lupopedia.lupo_system_health
  (system_health_id, component, status, latency_ms, detail, checked_ymdhis, created_ymdhis)
VALUES
  (1, 'database', 'ok', 10, NULL, 20260105000000, 20260107160000),
  (2, 'web', 'ok', 34, NULL, 20260105000000, 20260107160000),
  (3, 'queue', 'ok', 10, NULL, 20260105000000, 20260107160000),
  (4, 'mail', 'ok', 36, NULL, 20260105000000, 20260107160000),
  (5, 'database', 'ok', 2, NULL, 20260105080000, 20260107160000),
  (6, 'web', 'ok', 6, NULL, 20260105080000, 20260107160000),
  (7, 'queue', 'ok', 6, NULL, 20260105080000, 20260107160000),
  (8, 'mail', 'ok', 12, NULL, 20260105080000, 20260107160000),
  (9, 'database', 'ok', 14, NULL, 20260105160000, 20260107160000),
  (10, 'web', 'ok', 16, NULL, 20260105160000, 20260107160000),
  (11, 'queue', 'ok', 9, NULL, 20260105160000, 20260107160000),
  (12, 'mail', 'ok', 39, NULL, 20260105160000, 20260107160000),
  (13, 'database', 'ok', 34, NULL, 20260106000000, 20260107160000),
  (14, 'web', 'ok', 19, NULL, 20260106000000, 20260107160000),
  (15, 'queue', 'ok', 17, NULL, 20260106000000, 20260107160000),
  (16, 'mail', 'ok', 27, NULL, 20260106000000, 20260107160000),
  (17, 'database', 'ok', 4, NULL, 20260106080000, 20260107160000),
  (18, 'web', 'ok', 7, NULL, 20260106080000, 20260107160000),
  (19, 'queue', 'ok', 7, NULL, 20260106080000, 20260107160000),
  (20, 'mail', 'down', NULL, '{"error": "connection refused"}', 20260106080000, 20260107160000),
  (21, 'database', 'ok', 11, NULL, 20260106160000, 20260107160000),
  (22, 'web', 'ok', 4, NULL, 20260106160000, 20260107160000),
  (23, 'queue', 'ok', 15, NULL, 20260106160000, 20260107160000),
  (24, 'mail', 'degraded', 220, NULL, 20260106160000, 20260107160000),
  (25, 'database', 'ok', 12, NULL, 20260107000000, 20260107160000),
  (26, 'web', 'ok', 29, NULL, 20260107000000, 20260107160000),
  (27, 'queue', 'ok', 29, NULL, 20260107000000, 20260107160000),
  (28, 'mail', 'ok', 10, NULL, 20260107000000, 20260107160000),
  (29, 'database', 'ok', 14, NULL, 20260107080000, 20260107160000),
  (30, 'web', 'ok', 34, NULL, 20260107080000, 20260107160000),
  (31, 'queue', 'ok', 13, NULL, 20260107080000, 20260107160000),
  (32, 'mail', 'ok', 13, NULL, 20260107080000, 20260107160000),
  (33, 'database', 'ok', 28, NULL, 20260107160000, 20260107160000),
  (34, 'web', 'ok', 39, NULL, 20260107160000, 20260107160000),
  (35, 'queue', 'ok', 9, NULL, 20260107160000, 20260107160000),
  (36, 'mail', 'ok', 31, NULL, 20260107160000, 20260107160000);

INSERT IGNORE INTO lupopedia.lupo_system_metrics
  (system_metric_id, metric_key, metric_value, unit, labels, sampled_ymdhis, created_ymdhis)
VALUES
  (1, 'db.size', 817.577, 'MiB', '{"host": "db-1"}', 20260101235900, 20260107235900),
  (2, 'db.queries_per_second', 131.432, NULL, '{"host": "db-1"}', 20260101235900, 20260107235900),
  (3, 'queue.depth', 12.21, 'jobs', NULL, 20260101235900, 20260107235900),
  (4, 'disk.free', 199.198, 'GiB', NULL, 20260101235900, 20260107235900),
  (5, 'db.size', 818.901, 'MiB', '{"host": "db-1"}', 20260102235900, 20260107235900),
  (6, 'db.queries_per_second', 107.804, NULL, '{"host": "db-1"}', 20260102235900, 20260107235900),
  (7, 'queue.depth', 28.344, 'jobs', NULL, 20260102235900, 20260107235900),
  (8, 'disk.free', 191.466, 'GiB', NULL, 20260102235900, 20260107235900),
  (9, 'db.size', 816.986, 'MiB', '{"host": "db-1"}', 20260103235900, 20260107235900),
  (10, 'db.queries_per_second', 171.941, NULL, '{"host": "db-1"}', 20260103235900, 20260107235900),
  (11, 'queue.depth', 17.802, 'jobs', NULL, 20260103235900, 20260107235900),
  (12, 'disk.free', 193.097, 'GiB', NULL, 20260103235900, 20260107235900),
  (13, 'db.size', 817.202, 'MiB', '{"host": "db-1"}', 20260104235900, 20260107235900),
  (14, 'db.queries_per_second', 80.514, NULL, '{"host": "db-1"}', 20260104235900, 20260107235900),
  (15, 'queue.depth', 8.368, 'jobs', NULL, 20260104235900, 20260107235900),
  (16, 'disk.free', 194.047, 'GiB', NULL, 20260104235900, 20260107235900),
  (17, 'db.size', 812.887, 'MiB', '{"host": "db-1"}', 20260105235900, 20260107235900),
  (18, 'db.queries_per_second', 138.764, NULL, '{"host": "db-1"}', 20260105235900, 20260107235900),
  (19, 'queue.depth', 25.571, 'jobs', NULL, 20260105235900, 20260107235900),
  (20, 'disk.free', 196.329, 'GiB', NULL, 20260105235900, 20260107235900),
  (21, 'db.size', 815.954, 'MiB', '{"host": "db-1"}', 20260106235900, 20260107235900),
  (22, 'db.queries_per_second', 123.46, NULL, '{"host": "db-1"}', 20260106235900, 20260107235900),
  (23, 'queue.depth', 23.848, 'jobs', NULL, 20260106235900, 20260107235900),
  (24, 'disk.free', 197.6, 'GiB', NULL, 20260106235900, 20260107235900),
  (25, 'db.size', 815.954, 'MiB', '{"host": "db-1"}', 20260107235900, 20260107235900),
  (26, 'db.queries_per_second', 146.619, NULL, '{"host": "db-1"}', 20260107235900, 20260107235900),
  (27, 'queue.depth', 26.588, 'jobs', NULL, 20260107235900, 20260107235900),
  (28, 'disk.free', 200.647, 'GiB', NULL, 20260107235900, 20260107235900);

INSERT IGNORE INTO lupopedia.lupo_error_log
  (error_log_id, severity, message, file_path, line_number, stack_trace, fingerprint, occurrences, created_ymdhis)
VALUES
  (1, 'warning', 'Undefined index: "mood"', 'src/dialog/render.php', 88, NULL, '84896d3e067884621c0f54334b8d840949665844', 312, 20260106084500),
  (2, 'error', 'SQLSTATE[23000]: Duplicate entry ''wolf'' for key ''uq_slug''', 'src/tags/save.php', 41, '#0 src/tags/save.php(41)\n#1 public/index.php(9)', 'dc1885915a8902bc29de6d834477a26d748b60b8', 2, 20260106084500),
  (3, 'fatal', 'Out of memory (allocated 134217728)', 'src/import/parse.php', 1207, '#0 {main}', '0e647f28da2af6b6f4a51e217990dd1cd4f66124', 1, 20260106084500),
  (4, 'notice', 'Mail queue is slow', NULL, NULL, NULL, '2092de654fa53d1efcc49d7ed2b039f33c4bd5d2', 18, 20260106084500),
  (5, 'error', 'Illegal byte in UTF-8 near "caf�"', 'src/import/parse.php', 220, NULL, '9a636f756ac7defe6062d2a9a53839fa6d6df278', 7, 20260106084500);

-- Audit logging.
INSERT IGNORE INTO lupopedia.lupo_audit_log
  (audit_log_id, actor_id, action, object_type, object_id, ip_address, change_before, change_after, created_ymdhis)
VALUES
  (1, 5, 'setting.change', 'setting', 12, '2001:db8::17', '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260101071138),
  (2, 5, 'content.update', 'content', 8, NULL, '{"title": "Untitled"}', '{"title": "Welcome aboard"}', 20260101105448),
  (3, 4, 'content.publish', 'content', 3, '203.0.113.7', NULL, NULL, 20260101115403),
  (4, 4, 'content.update', 'content', 9, '198.51.100.23', '{"title": "Untitled"}', '{"title": "Schema Federation Doctrine"}', 20260101124000),
  (5, 3, 'agent.run', 'agent', NULL, '2001:db8::17', NULL, NULL, 20260101130804),
  (6, 2, 'agent.run', 'agent', 11, '2001:db8::17', NULL, NULL, 20260101190725),
  (7, 5, 'actor.login', 'actor', 12, '2001:db8::17', NULL, NULL, 20260101192537),
  (8, NULL, 'setting.change', 'setting', 8, '2001:db8::17', '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260101192601),
  (9, 3, 'media.upload', 'media', 16, '2001:db8::17', NULL, NULL, 20260101214628),
  (10, 4, 'content.publish', 'content', 11, '2001:db8::17', NULL, NULL, 20260101221348),
  (11, 4, 'content.update', 'content', 4, '203.0.113.7', '{"title": "Untitled"}', '{"title": "Welcome aboard"}', 20260102081614),
  (12, 5, 'media.upload', 'media', 7, '2001:db8::17', NULL, NULL, 20260102090125),
  (13, 4, 'setting.change', 'setting', 1, '203.0.113.7', '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260102105653),
  (14, 4, 'role.grant', 'actor', 13, NULL, NULL, '{"role": "editor"}', 20260102112022),
  (15, NULL, 'role.grant', 'actor', 13, '198.51.100.23', NULL, '{"role": "editor"}', 20260102135328),
  (16, 4, 'setting.change', 'setting', 8, '198.51.100.23', '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260102142116),
  (17, 5, 'setting.change', 'setting', 16, '2001:db8::17', '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260102153643),
  (18, 3, 'setting.change', 'setting', NULL, NULL, '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260102175304),
  (19, 6, 'content.delete', 'content', 14, '203.0.113.7', NULL, NULL, 20260102190032),
  (20, 1, 'agent.run', 'agent', 13, '2001:db8::17', NULL, NULL, 20260102224359),
  (21, 5, 'agent.run', 'agent', 1, NULL, NULL, NULL, 20260103075421),
  (22, 4, 'content.delete', 'content', 15, '203.0.113.7', NULL, NULL, 20260103123449),
  (23, 3, 'role.grant', 'actor', 5, '198.51.100.23', NULL, '{"role": "editor"}', 20260103135933),
  (24, 5, 'setting.change', 'setting', 13, NULL, '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260103141021),
  (25, 3, 'agent.run', 'agent', 7, NULL, NULL, NULL, 20260103143814),
  (26, 4, 'actor.login', 'actor', 6, '198.51.100.23', NULL, NULL, 20260103183712),
  (27, 3, 'media.upload', 'media', 16, '2001:db8::17', NULL, NULL, 20260103190012),
  (28, 4, 'role.grant', 'actor', NULL, '198.51.100.23', NULL, '{"role": "reviewer"}', 20260103202258),
  (29, NULL, 'agent.run', 'agent', 5, NULL, NULL, NULL, 20260103204328),
  (30, 6, 'setting.change', 'setting', 14, '203.0.113.7', '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260103210259),
  (31, 4, 'agent.run', 'agent', 4, NULL, NULL, NULL, 20260104080831),
  (32, 1, 'content.update', 'content', 1, '198.51.100.23', '{"title": "Untitled"}', '{"title": "The gardens of Dublin"}', 20260104093844),
  (33, 5, 'content.publish', 'content', 1, NULL, NULL, NULL, 20260104125200),
  (34, 1, 'media.upload', 'media', 12, NULL, NULL, NULL, 20260104142202),
  (35, 1, 'content.publish', 'content', NULL, NULL, NULL, NULL, 20260104153926),
  (36, 3, 'setting.change', 'setting', 8, NULL, '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260104161442),
  (37, 6, 'content.delete', 'content', 15, NULL, NULL, NULL, 20260104190210),
  (38, 2, 'setting.change', 'setting', 4, NULL, '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260104191748),
  (39, 3, 'actor.login', 'actor', 4, '2001:db8::17', NULL, NULL, 20260104205256),
  (40, 1, 'media.upload', 'media', 4, '198.51.100.23', NULL, NULL, 20260104211659),
  (41, NULL, 'content.delete', 'content', 1, '198.51.100.23', NULL, NULL, 20260105070001),
  (42, 3, 'content.delete', 'content', 16, '198.51.100.23', NULL, NULL, 20260105120602),
  (43, 2, 'content.update', 'content', 12, '198.51.100.23', '{"title": "Untitled"}', '{"title": "Kart over fjordene"}', 20260105123457),
  (44, 4, 'content.update', 'content', 9, '2001:db8::17', '{"title": "Untitled"}', '{"title": "Doctrine"}', 20260105151435),
  (45, 6, 'agent.run', 'agent', 10, '2001:db8::17', NULL, NULL, 20260105152812),
  (46, 2, 'actor.login', 'actor', 13, '198.51.100.23', NULL, NULL, 20260105162113),
  (47, 6, 'media.upload', 'media', 3, '2001:db8::17', NULL, NULL, 20260105165011),
  (48, 6, 'agent.run', 'agent', 4, '2001:db8::17', NULL, NULL, 20260105170651),
  (49, 6, 'content.delete', 'content', 7, '198.51.100.23', NULL, NULL, 20260105173925),
  (50, 3, 'media.upload', 'media', 7, '198.51.100.23', NULL, NULL, 20260105181710),
  (51, NULL, 'setting.change', 'setting', 10, NULL, '{"value": "20"}', '{"value": "25", "why": "reader''s wish"}', 20260106072840),
  (52, 6, 'content.update', 'content', 3, '2001:db8::17', '{"title": "Untitled"}', '{"title": "Doctrine"}', 20260106075136),
  (53, 1, 'content.update', 'content', 5, NULL, '{"title": "Untitled"}', '{"title": "Epoch"}', 20260106075901),
  (54, 2, 'media.upload', 'media', 5, '203.0.113.7', NULL, NULL, 20260106080150),
  (55, 2, 'content.publish', 'content', 6, '198.51.100.23', NULL, NULL, 20260106102315),
  (56, 1, 'actor.login', 'actor', NULL, '203.0.113.7', NULL, NULL, 20260106111049),
  (57, 5, 'role.grant', 'actor', 13, '2001:db8::17', NULL, '{"role": "reviewer"}', 20260106211700),
  (58, 5, 'role.grant', 'actor', 3, '2001:db8::17', NULL, '{"role": "reviewer"}', 20260106215533),
  (59, 2, 'media.upload', 'media', 5, '203.0.113.7', NULL, NULL, 20260106224633),
  (60, 3, 'content.publish', 'content', 9, NULL, NULL, NULL, 20260106225749),
  (61, 1, 'content.publish', 'content', 7, '2001:db8::17', NULL, NULL, 20260107081604),
  (62, NULL, 'actor.login', 'actor', 4, NULL, NULL, NULL, 20260107084236),
  (63, 6, 'content.update', 'content', 15, '203.0.113.7', '{"title": "Untitled"}', '{"title": "Rollback classes A to D"}', 20260107122441),
  (64, 4, 'agent.run', 'agent', 4, NULL, NULL, NULL, 20260107153435);

INSERT IGNORE INTO lupopedia.lupo_login_audit
  (login_audit_id, username, actor_id, succeeded, ip_address, user_agent, created_ymdhis)
VALUES
  (1, 'captain-wolfie', 1, 1, '203.0.113.7', 'Mozilla/5.0 (X11; Linux x86_64)', 20260101091547),
  (2, 'lilith-m', 2, 1, '198.51.100.23', 'Mozilla/5.0 (Macintosh)', 20260102114835),
  (3, 'zoe-oneill', 3, 0, '2001:db8::17', NULL, 20260103092957),
  (4, 'zoe-oneill', 3, 1, '2001:db8::17', NULL, 20260103093520),
  (5, 'bjorn-a', 5, 0, '192.0.2.9', 'curl/8.5', 20260104071909),
  (6, 'bjorn-a', 5, 0, '192.0.2.9', 'curl/8.5', 20260104115639),
  (7, 'bjorn-a', 5, 0, '192.0.2.9', 'curl/8.5', 20260104223425),
  (8, 'admin'' OR ''1''=''1', NULL, 0, '192.0.2.66', 'sqlmap', 20260105085441),
  (9, 'root', NULL, 0, '192.0.2.66', 'sqlmap', 20260105192844),
  (10, 'tanaka-y', 4, 1, NULL, NULL, 20260106220143),
  (11, 'captain-wolfie', 1, 1, '203.0.113.7', 'Mozilla/5.0 (X11; Linux x86_64)', 20260107103658);

INSERT IGNORE INTO lupopedia.lupo_permission_audit
  (permission_audit_id, actor_id, changed_by_actor_id, change_kind, role_id, permission_id, reason, created_ymdhis)
VALUES
  (1, 3, 1, 'grant', 2, NULL, NULL, 20260103171500),
  (2, 5, 1, 'grant', 2, NULL, 'maps', 20260103171500),
  (3, 7, 1, 'revoke', 2, NULL, 'left the crew', 20260103171500),
  (4, 16, 1, 'grant', NULL, 7, 'needs it for "phase A"', 20260103171500),
  (5, 16, 1, 'revoke', NULL, 7, 'and doesn''t any more', 20260103171500);

-- Agent orchestration.
INSERT IGNORE INTO lupopedia.lupo_agent_tasks
  (agent_task_id, agent_id, title, instructions, priority, status, requested_by_actor_id, due_ymdhis, payload, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'Plan phase A', 'Which tables are core?', 10, 'done', 1, 20260108000000, NULL, 20260107120000, 20260107120000),
  (2, 2, 'Review phase A', 'List every way in which it fails.', 10, 'done', 1, 20260108000000, NULL, 20260107120000, 20260107120000),
  (3, 3, 'Question phase A', 'What''s assumed?', 20, 'done', 1, 20260108000000, NULL, 20260107120000, 20260107120000),
  (4, 4, 'Write minutes', 'Write minutes', 50, 'done', 1, NULL, NULL, 20260107120000, 20260107120000),
  (5, 9, 'Draft the SQL', 'RENAME TABLE only.', 10, 'running', 1, 20260108000000, NULL, 20260107120000, 20260107120000),
  (6, 6, 'Translate /welcome', '→ de, es, nb, ja', 100, 'queued', 1, NULL, '{"pages": ["welcome", "table-budget"]}', 20260107120000, 20260107120000),
  (7, 6, 'Translate /table-budget', 'Translate /table-budget', 100, 'queued', 1, NULL, '{"pages": ["welcome", "table-budget"]}', 20260107120000, 20260107120000),
  (8, 7, 'Check links', 'All pages', 200, 'failed', NULL, NULL, NULL, 20260107120000, 20260107120000),
  (9, 7, 'Check links again', 'All pages', 200, 'queued', NULL, NULL, NULL, 20260107120000, 20260107120000),
  (10, 8, 'Vote', 'Accept phase A?', 30, 'done', 1, 20260108000000, NULL, 20260107120000, 20260107120000),
  (11, 10, 'Tell the crew', 'Tell the crew', 40, 'queued', 1, NULL, NULL, 20260107120000, 20260107120000),
  (12, 12, 'Set the clock', 'Set the clock', 100, 'cancelled', 1, NULL, NULL, 20260107120000, 20260107120000);

INSERT IGNORE INTO lupopedia.lupo_agent_runs
  (agent_run_id, agent_task_id, agent_id, llm_model_id, status, tokens_in, tokens_out, cost_usd, started_ymdhis, finished_ymdhis, outcome, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 3, 'succeeded', 4162, 797, 0.024441, 20260107121500, 20260107121520, 'ok', 20260107121500, 20260107121500),
  (2, 2, 2, 3, 'succeeded', 6416, 1630, 0.043698, 20260107121600, 20260107121620, 'ok', 20260107121500, 20260107121500),
  (3, 3, 3, 4, 'succeeded', 6604, 637, 0.029367, 20260107121700, 20260107121720, 'ok', 20260107121500, 20260107121500),
  (4, 4, 4, 2, 'succeeded', 5896, 1000, 0.032688, 20260107121800, 20260107121820, 'ok', 20260107121500, 20260107121500),
  (5, 5, 9, 3, 'running', 2117, 1850, 0.034101, 20260107121900, NULL, NULL, 20260107121500, 20260107121500),
  (6, 8, 7, 2, 'timed_out', 5144, 1320, 0.035232, 20260107122200, 20260107122220, 'host gone.example did not answer', 20260107121500, 20260107121500),
  (7, 8, 7, 2, 'failed', 5144, 1320, 0.035232, 20260107122230, 20260107122250, 'host gone.example did not answer', 20260107121500, 20260107121500),
  (8, 10, 8, 4, 'succeeded', 7682, 850, 0.035796, 20260107122400, 20260107122420, 'ok', 20260107121500, 20260107121500);

INSERT IGNORE INTO lupopedia.lupo_agent_handoffs
  (agent_handoff_id, agent_run_id, from_agent_id, to_agent_id, reason, context, created_ymdhis)
VALUES
  (1, 1, 1, 2, 'needs a critic', '{"tables": 111}', 20260107123000),
  (2, 2, 2, 3, 'too sure of itself', NULL, 20260107123000),
  (3, 3, 3, 1, 'it''s fine now', '{"open_questions": []}', 20260107123000),
  (4, 4, 4, 10, 'crew should hear of it', NULL, 20260107123000);

INSERT IGNORE INTO lupopedia.lupo_agent_heartbeats
  (agent_heartbeat_id, agent_id, host, last_seen_ymdhis, load_average, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'agents-1', 20260107235901, 0.02, 20260101000000, 20260101000000),
  (2, 2, 'agents-2', 20260107235902, 0.06, 20260101000000, 20260101000000),
  (3, 3, 'agents-1', 20260107235903, 0.07, 20260101000000, 20260101000000),
  (4, 4, 'agents-2', 20260107235904, 2.36, 20260101000000, 20260101000000),
  (5, 5, 'agents-1', 20260107235905, 2.24, 20260101000000, 20260101000000),
  (6, 6, 'agents-2', 20260107235906, 1.38, 20260101000000, 20260101000000),
  (7, 7, 'agents-1', 20260107235907, 1.17, 20260101000000, 20260101000000),
  (8, 8, 'agents-2', 20260107235908, 1.31, 20260101000000, 20260101000000),
  (9, 9, 'agents-1', 20260107235909, 0.06, 20260101000000, 20260101000000),
  (10, 10, 'agents-2', 20260107235910, 0.18, 20260101000000, 20260101000000),
  (11, 11, 'agents-1', 20260107235911, NULL, 20260101000000, 20260101000000);

-- Memory and events.
INSERT IGNORE INTO lupopedia.lupo_memory_entries
  (memory_entry_id, agent_id, memory_kind, subject, body, importance, recalled_count, last_recalled_ymdhis, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'fact', 'budget', 'The core schema is at 111 of 111 tables.', 0.95, 0, NULL, '{"source": "dialog", "thread": 1}', 20260107190000, 20260107190000),
  (2, 1, 'preference', 'tone', 'The captain prefers short answers.', 0.6, 1, 20260102175725, NULL, 20260107190000, 20260107190000),
  (3, 1, 'episode', '4.0.1', 'dialog_channels was rolled back once.', 0.7, 2, 20260103070547, NULL, 20260107190000, 20260107190000),
  (4, 2, 'warning', 'DDL', 'MariaDB commits every DDL statement by itself.', 0.99, 3, 20260104221350, '{"source": "dialog", "thread": 1}', 20260107190000, 20260107190000),
  (5, 2, 'warning', 'rename', 'A view stops a rename across schemas.', 0.9, 4, 20260105161040, NULL, 20260107190000, 20260107190000),
  (6, 2, 'episode', '4.0.2', 'rate_limits failed: key too long (3072 bytes).', 0.8, 0, NULL, NULL, 20260107190000, 20260107190000),
  (7, 3, 'fact', 'assumption', '“Rollback is rare” is an assumption.', 0.75, 1, 20260107104538, '{"source": "dialog", "thread": 1}', 20260107190000, 20260107190000),
  (8, 3, 'preference', 'questions', 'Ask once, then wait.', 0.4, 2, 20260101141759, NULL, 20260107190000, 20260107190000),
  (9, 4, 'fact', 'minutes', 'Minutes are kept in dialog summaries.', 0.5, 3, 20260102092007, NULL, 20260107190000, 20260107190000),
  (10, 5, 'preference', 'colour', 'FF0033 means alarm, not anger.', 0.3, 4, 20260103093446, '{"source": "dialog", "thread": 1}', 20260107190000, 20260107190000),
  (11, 6, 'fact', '日本語', '「保存」は save の訳。', 0.55, 0, NULL, NULL, 20260107190000, 20260107190000),
  (12, 6, 'fact', 'Norwegian', 'Don''t translate ''hei''.', 0.35, 1, 20260105154557, NULL, 20260107190000, 20260107190000),
  (13, 9, 'warning', 'charset', 'utf8 is not utf8mb4: 🐺 needs four bytes.', 0.85, 2, 20260106071121, '{"source": "dialog", "thread": 1}', 20260107190000, 20260107190000),
  (14, 9, 'fact', 'IF EXISTS', 'RENAME TABLE IF EXISTS passes over what is missing.', 0.8, 3, 20260107151309, NULL, 20260107190000, 20260107190000);

INSERT IGNORE INTO lupopedia.lupo_memory_links
  (memory_link_id, from_memory_id, to_memory_id, link_kind, strength, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 9, 'related', 0.4, 20260107190000, 20260107190000),
  (2, 4, 5, 'related', 0.8, 20260107190000, 20260107190000),
  (3, 4, 3, 'explains', 0.7, 20260107190000, 20260107190000),
  (4, 6, 13, 'related', 0.2, 20260107190000, 20260107190000),
  (5, 14, 5, 'contrasts', 0.5, 20260107190000, 20260107190000);

INSERT IGNORE INTO lupopedia.lupo_event_log
  (event_log_id, event_type, source, correlation_id, payload, published_ymdhis, created_ymdhis)
VALUES
  (1, 'content.updated', 'web', '6b86b273-ff34-4f55-87dc-d0f631ca1ddb', '{"id": 4}', 20260101074101, 20260107235900),
  (2, 'migration.finished', 'web', '5feceb66-ffc8-44e1-8c02-122c597083bd', '{"name": "crafty_syntax_import", "version": "4.0.0"}', 20260101095631, 20260107235900),
  (3, 'agent.finished', 'worker', '6b86b273-ff34-4f55-87dc-d0f631ca1ddb', '{"agent": "WOLFITH"}', 20260101103007, 20260107235900),
  (4, 'migration.started', 'worker', 'd4735e3a-265e-42c3-8481-9c0abe51c6e6', '{"name": "rate_limits", "version": "4.0.2"}', 20260101134556, 20260107235900),
  (5, 'mail.sent', 'worker', NULL, NULL, 20260101193351, 20260107235900),
  (6, 'agent.started', 'web', '4e074085-62be-4f46-876a-7c1c97df17c0', '{"agent": "ANUBIS"}', 20260101223724, 20260107235900),
  (7, 'content.published', 'worker', '5feceb66-ffc8-44e1-8c02-122c597083bd', '{"id": 1}', 20260101225359, 20260107235900),
  (8, 'agent.finished', 'web', 'e7f6c011-776e-4730-82f5-6db53c9d5a2c', '{"agent": "LILITH"}', 20260102073904, 20260107235900),
  (9, 'migration.finished', 'worker', 'e7f6c011-776e-4730-82f5-6db53c9d5a2c', '{"name": "rate_limits", "version": "4.0.2"}', 20260102102241, 20260107235900),
  (10, 'migration.started', 'worker', '4b227777-d4dd-4453-8486-0012a3fa000c', '{"name": "agent_registry", "version": "4.0.1"}', 20260102115421, 20260107235900),
  (11, 'content.published', 'web', 'ef2d127d-e37b-4662-83c5-d0bf3e6ee1d6', '{"id": 12}', 20260102191907, 20260107235900),
  (12, 'mail.sent', 'agents-1', NULL, NULL, 20260102203918, 20260107235900),
  (13, 'content.updated', 'agents-1', '4e074085-62be-4f46-876a-7c1c97df17c0', '{"id": 8}', 20260102204751, 20260107235900),
  (14, 'agent.started', 'agents-1', 'ef2d127d-e37b-4662-83c5-d0bf3e6ee1d6', '{"agent": "IRIS"}', 20260102214041, 20260107235900),
  (15, 'content.updated', 'worker', '19581e27-de7c-42b1-8cb4-95144b44f2a5', '{"id": 3}', 20260103104241, 20260107235900),
  (16, 'migration.finished', 'agents-1', '2c624232-cdd2-4ce6-892e-7ed6a8377b92', '{"name": "agent_registry", "version": "4.0.1"}', 20260103144515, 20260107235900),
  (17, 'migration.started', 'worker', '4a44dc15-3642-4e80-8087-1f311134efe1', '{"name": "rate_limits_again", "version": "4.0.2"}', 20260103163910, 20260107235900),
  (18, 'agent.finished', 'worker', '2c624232-cdd2-4ce6-892e-7ed6a8377b92', '{"agent": "ROSE"}', 20260103171445, 20260107235900),
  (19, 'agent.started', 'agents-1', '7902699b-e42c-4203-8e1b-f28d5b0d6f8b', '{"agent": "WOLFITH"}', 20260103172845, 20260107235900),
  (20, 'content.published', 'worker', '7902699b-e42c-4203-8e1b-f28d5b0d6f8b', '{"id": 16}', 20260103192327, 20260107235900),
  (21, 'mail.sent', 'web', NULL, NULL, 20260103205622, 20260107235900),
  (22, 'migration.finished', 'agents-1', '3fdba35f-04dc-4305-876b-74dda5282c81', '{"name": "rate_limits_again", "version": "4.0.2"}', 20260104100342, 20260107235900),
  (23, 'agent.started', 'web', '6b51d431-df5d-4f37-8865-ebbfb53547b7', '{"agent": "LILITH"}', 20260104131438, 20260107235900),
  (24, 'content.published', 'agents-1', '3fdba35f-04dc-4305-876b-74dda5282c81', '{"id": 11}', 20260104152228, 20260107235900),
  (25, 'mail.sent', 'worker', NULL, NULL, 20260104175526, 20260107235900),
  (26, 'agent.finished', 'agents-1', '4a44dc15-3642-4e80-8087-1f311134efe1', '{"agent": "HERMES"}', 20260104180706, 20260107235900),
  (27, 'content.updated', 'worker', '4fc82b26-aecb-4ea1-8810-f4baf901d1b9', '{"id": 7}', 20260104183404, 20260107235900),
  (28, 'migration.started', 'worker', '6b51d431-df5d-4f37-8865-ebbfb53547b7', '{"name": "dialog_channels", "version": "4.0.1"}', 20260104190924, 20260107235900),
  (29, 'content.updated', 'web', 'b17ef6d1-9c7a-45f9-83b7-3b97f0c782c9', '{"id": 2}', 20260105082315, 20260107235900),
  (30, 'migration.finished', 'web', 'e629fa65-98d7-475c-840d-f37415afb053', '{"name": "dialog_channels", "version": "4.0.1"}', 20260105090151, 20260107235900),
  (31, 'agent.started', 'web', '8527a891-e224-4808-81cc-f1727214f4ef', '{"agent": "ROSE"}', 20260105155316, 20260107235900),
  (32, 'agent.finished', 'agents-1', 'b17ef6d1-9c7a-45f9-83b7-3b97f0c782c9', '{"agent": "VISHWAKARMA"}', 20260105172142, 20260107235900),
  (33, 'migration.started', 'web', '8527a891-e224-4808-81cc-f1727214f4ef', '{"name": "initial_schema", "version": "4.0.0"}', 20260105172919, 20260107235900),
  (34, 'mail.sent', 'agents-1', NULL, NULL, 20260105215300, 20260107235900),
  (35, 'content.published', 'agents-1', 'e629fa65-98d7-475c-840d-f37415afb053', '{"id": 15}', 20260105221842, 20260107235900),
  (36, 'content.updated', 'worker', '4ec9599f-c203-4284-8fce-089ae52fdf81', '{"id": 6}', 20260106085930, 20260107235900),
  (37, 'migration.finished', 'web', '4523540f-1504-4622-817b-3c44f43ed3a9', '{"name": "initial_schema", "version": "4.0.0"}', 20260106102137, 20260107235900),
  (38, 'content.published', 'web', 'f5ca38f7-48a1-4203-8dc6-fc7fe9c12d74', '{"id": 10}', 20260106125138, 20260107235900),
  (39, 'agent.finished', 'worker', '4ec9599f-c203-4284-8fce-089ae52fdf81', '{"agent": "WOLFIE"}', 20260106140404, 20260107235900),
  (40, 'migration.started', 'web', '9400f1b2-1cb5-4aa1-89bf-63a98318c415', '{"name": "dialog_channels", "version": "4.0.2"}', 20260106145818, 20260107235900),
  (41, 'agent.started', 'web', 'f5ca38f7-48a1-4203-8dc6-fc7fe9c12d74', '{"agent": "ARA"}', 20260106163445, 20260107235900),
  (42, 'mail.sent', 'web', NULL, NULL, 20260106224732, 20260107235900),
  (43, 'migration.finished', 'worker', '535fa30d-7e25-49ef-8a21-0b5000b1e947', '{"name": "dialog_channels", "version": "4.0.2"}', 20260107114510, 20260107235900),
  (44, 'content.published', 'agents-1', '785f3ec7-eb32-4e2a-8c4f-44bac339ae3a', '{"id": 14}', 20260107121019, 20260107235900),
  (45, 'mail.sent', 'web', NULL, NULL, 20260107145438, 20260107235900),
  (46, 'agent.started', 'web', '785f3ec7-eb32-4e2a-8c4f-44bac339ae3a', '{"agent": "VISHWAKARMA"}', 20260107162447, 20260107235900),
  (47, 'agent.finished', 'worker', '535fa30d-7e25-49ef-8a21-0b5000b1e947', '{"agent": "CHRONOS"}', 20260107170505, 20260107235900),
  (48, 'migration.started', 'worker', '6f4b6612-125f-4ea0-8056-a9f6815747c1', '{"name": "crafty_syntax_import", "version": "4.0.0"}', 20260107194324, 20260107235900);

INSERT IGNORE INTO lupopedia.lupo_event_subscriptions
  (event_subscription_id, event_type, subscriber, delivery, last_event_id, is_active, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'content.published', 'search-indexer', 'queue', 44, 1, 20251220000000, 20251220000000),
  (2, 'content.published', 'https://hooks.example/lupo?k=''1''', 'webhook', 30, 1, 20251220000000, 20251220000000),
  (3, 'agent.finished', 'dialog', 'queue', 48, 1, 20251220000000, 20251220000000),
  (4, 'migration.finished', 'alerts', 'poll', 41, 1, 20251220000000, 20251220000000),
  (5, 'mail.sent', 'statistics', 'poll', 0, 0, 20251220000000, 20251220000000);

-- API rate limiting.
INSERT IGNORE INTO lupopedia.lupo_api_rate_limits
  (api_rate_limit_id, api_client_id, route_pattern, max_requests, window_seconds, created_ymdhis, updated_ymdhis)
VALUES
  (1, NULL, '/api/*', 60, 60, 20251222000000, 20251222000000),
  (2, NULL, '/api/search', 20, 60, 20251222000000, 20251222000000),
  (3, 1, '/api/*', 600, 60, 20251222000000, 20251222000000),
  (4, 2, '/api/contents/*', 120, 60, 20251222000000, 20251222000000);

INSERT IGNORE INTO lupopedia.lupo_api_rate_events
  (api_rate_event_id, api_client_id, route, ip_address, refused_ymdhis, retry_after_seconds, created_ymdhis)
VALUES
  (1, 2, '/api/contents/7', '198.51.100.40', 20260103210521, 12, 20260106120000),
  (2, 2, '/api/contents/8', '198.51.100.40', 20260103092935, 11, 20260106120000),
  (3, NULL, '/api/search?q=%27%20or%201', '192.0.2.66', 20260105074656, 60, 20260106120000),
  (4, NULL, '/api/search?q=wolf', '192.0.2.66', 20260105105027, 59, 20260106120000),
  (5, 3, '/api/media', '2001:db8::beef', 20260106155500, 3, 20260106120000);

-- Notifications and governance.
INSERT IGNORE INTO lupopedia.lupo_notifications
  (notification_id, actor_id, notification_type, title, body, link_url, read_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'agent.finished', 'WOLFIE has a plan', NULL, '/dialogs/1', 20260107183000, 20260107120000, 20260107120000),
  (2, 1, 'migration.failed', 'rate_limits failed', 'Key too long.', '/migrations/6', 20251229190000, 20260107120000, 20260107120000),
  (3, 2, 'mention', 'Captain Wolfie mentioned you: ''class A''', NULL, '/dialogs/1#6', NULL, 20260107120000, 20260107120000),
  (4, 3, 'comment', 'Bjørn asks: Hva koster én rose?', NULL, '/gardens-of-dublin#c3', 20260102130000, 20260107120000, 20260107120000),
  (5, 4, 'reaction', '👋🏽', NULL, NULL, NULL, 20260107120000, 20260107120000),
  (6, 5, 'agent.failed', 'Link check failed', 'gone.example did not answer.', '/tasks/8', NULL, 20260107120000, 20260107120000),
  (7, 6, 'welcome', 'Welcome aboard', 'Read the doctrine first.', '/table-budget', NULL, 20260107120000, 20260107120000);

INSERT IGNORE INTO lupopedia.lupo_governance_decisions
  (governance_decision_id, decision_key, title, decision, decided_by_actor_id, status, superseded_by_id, effective_ymdhis, votes, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'budget-111', 'Table budget', 'The core schema holds at most 111 tables.', 1, 'accepted', NULL, 20251201000000, '{"WOLFIE": "yes", "LILITH": "yes", "WOLFITH": "yes"}', 20260107184500, 20260107184500),
  (2, 'no-foreign-keys', 'No foreign keys', 'Relations are the application''s business.', 1, 'accepted', NULL, 20251201000000, NULL, 20260107184500, 20260107184500),
  (3, 'one-schema', 'One schema for all', 'Everything stays in lupopedia.', 1, 'superseded', 4, 20251201000000, NULL, 20260107184500, 20260107184500),
  (4, 'federation', 'Schema federation', 'Three schemas: core, orchestration, ephemeral.', 1, 'accepted', NULL, 20260108000000, '{"WOLFIE": "yes", "LILITH": "yes, with a rollback", "WOLFITH": "why three?"}', 20260107184500, 20260107184500),
  (5, 'budget-112', 'Raise the budget', 'One more can''t hurt.', 6, 'rejected', NULL, NULL, '{"WOLFIE": "no", "LILITH": "no", "WOLFITH": "no"}', 20260107184500, 20260107184500);
