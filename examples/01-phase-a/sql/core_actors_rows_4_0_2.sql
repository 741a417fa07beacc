-- The first people, agents and services, and what they may do.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia.lupo_actors
  (actor_id, actor_type, slug, display_name, timezone, metadata, created_ymdhis, updated_ymdhis, is_deleted, deleted_ymdhis)
VALUES
  (1, 'user', 'captain-wolfie', 'Captain Wolfie', 'America/Chicago', '{"interests": ["doctrine", "ships"], "beta": true}', 20251201080000, 20251201080000, 0, NULL),
  (2, 'user', 'lilith-m', 'Lilith Márquez', 'Europe/Madrid', '{"interests": ["failure modes"], "beta": true}', 20251201090000, 20251201090000, 0, NULL),
  (3, 'user', 'zoe-oneill', 'Zoë O''Neill', 'Europe/Dublin', '{"interests": ["gardens", "Gaeilge"], "beta": true}', 20251201100000, 20251201100000, 0, NULL),
  (4, 'user', 'tanaka-y', '田中 優子', 'Asia/Tokyo', NULL, 20251201110000, 20251201110000, 0, NULL),
  (5, 'user', 'bjorn-a', 'Bjørn Åsheim', 'Europe/Oslo', '{"interests": ["fjords"], "beta": false}', 20251201120000, 20251201120000, 0, NULL),
  (6, 'user', 'amara-d', 'Amara Diallo', 'Africa/Dakar', NULL, 20251201130000, 20251201130000, 0, NULL),
  (7, 'user', 'old-editor', 'Former Editor', 'UTC', '{"interests": [], "beta": false}', 20251201140000, 20251201140000, 1, 20260103171500),
  (8, 'agent', 'agent-wolfie', 'WOLFIE', 'UTC', '{"agent_key": "WOLFIE"}', 20251202000000, 20251202000000, 0, NULL),
  (9, 'agent', 'agent-lilith', 'LILITH', 'UTC', '{"agent_key": "LILITH"}', 20251202000000, 20251202000000, 0, NULL),
  (10, 'agent', 'agent-wolfith', 'WOLFITH', 'UTC', '{"agent_key": "WOLFITH"}', 20251202000000, 20251202000000, 0, NULL),
  (11, 'agent', 'agent-thoth', 'THOTH', 'UTC', '{"agent_key": "THOTH"}', 20251202000000, 20251202000000, 0, NULL),
  (12, 'agent', 'agent-ara', 'ARA', 'UTC', '{"agent_key": "ARA"}', 20251202000000, 20251202000000, 0, NULL),
  (13, 'agent', 'agent-rose', 'ROSE', 'UTC', '{"agent_key": "ROSE"}', 20251202000000, 20251202000000, 0, NULL),
  (14, 'agent', 'agent-anubis', 'ANUBIS', 'UTC', '{"agent_key": "ANUBIS"}', 20251202000000, 20251202000000, 0, NULL),
  (15, 'agent', 'agent-maat', 'MAAT', 'UTC', '{"agent_key": "MAAT"}', 20251202000000, 20251202000000, 0, NULL),
  (16, 'agent', 'agent-vishwakarma', 'VISHWAKARMA', 'UTC', '{"agent_key": "VISHWAKARMA"}', 20251202000000, 20251202000000, 0, NULL),
  (17, 'agent', 'agent-hermes', 'HERMES', 'UTC', '{"agent_key": "HERMES"}', 20251202000000, 20251202000000, 0, NULL),
  (18, 'agent', 'agent-iris', 'IRIS', 'UTC', '{"agent_key": "IRIS"}', 20251202000000, 20251202000000, 0, NULL),
  (19, 'agent', 'agent-chronos', 'CHRONOS', 'UTC', '{"agent_key": "CHRONOS"}', 20251202000000, 20251202000000, 0, NULL),
  (20, 'service', 'svc-importer', 'Importer', 'UTC', NULL, 20251202000000, 20251202000000, 0, NULL),
  (21, 'service', 'svc-renderer', 'Renderer', 'UTC', NULL, 20251202000000, 20251202000000, 0, NULL),
  (22, 'service', 'svc-analytics', 'Analytics roll-up', 'UTC', NULL, 20251202000000, 20251202000000, 0, NULL);

INSERT IGNORE INTO lupopedia.lupo_auth_users
  (auth_user_id, actor_id, username, email, password_hash, last_login_ymdhis, failed_logins, is_active, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'captain-wolfie', 'captain-wolfie@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$b79ab4fe76f0fca5702f1b$bf3388b368c2531e52b8dee17f98cdcc711de864639', 20260107201529, 0, 1, 20251201090000, 20251201090000),
  (2, 2, 'lilith-m', 'lilith-m@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$68cf6e7761ac468ebbae1a$fecedc41f595c08c0be023e628695a088b79b1a8065', 20260106083445, 0, 1, 20251201090000, 20251201090000),
  (3, 3, 'zoe-oneill', 'zoe-oneill@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$791498aebf2a772624dd8c$8342127dd70b10bcbd3513be16ac2fe3c98d82837d0', 20260105152730, 1, 1, 20251201090000, 20251201090000),
  (4, 4, 'tanaka-y', 'tanaka-y@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$6b2bfc7807e98b5e2da16e$c8b68db01965e9cf0f1ca0c3960c02ed6c5fceb3f89', 20260107071403, 0, 1, 20251201090000, 20251201090000),
  (5, 5, 'bjorn-a', 'bjorn-a@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$bbb6fab1b1d1317a95083f$4f63c31d52bf8b7a42409de58d18d724cd243834fc4', 20260106114931, 3, 1, 20251201090000, 20251201090000),
  (6, 6, 'amara-d', 'amara-d@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$b94714cb04f4d37d5c41a3$17a7b85229f9086a7449cb2b1ec4837733ec3ac158e', NULL, 0, 1, 20251201090000, 20251201090000),
  (7, 7, 'old-editor', 'old-editor@lupopedia.example', '$argon2id$v=19$m=65536,t=3,p=1$42c94df231055e4546e8a2$9d4cccb19f68c4b6044dc1e1a633e82eaf059b219ae', NULL, 0, 0, 20251201090000, 20251201090000);

INSERT IGNORE INTO lupopedia.lupo_actor_profiles
  (actor_profile_id, actor_id, headline, biography, website_url, location, pronouns, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'Keeper of the ship', 'Started Lupopedia as a wiki for one crew.\nStill answers the radio.', 'https://lupopedia.example/captain', 'South Dakota', 'he/him', '{"callsign": "WOLF-1"}', 20260101000000, 20260101000000),
  (2, 2, 'Finds what breaks', '"If it can fail, it has a date."', NULL, 'Sevilla', 'she/her', NULL, 20260101000000, 20260101000000),
  (3, 3, 'The gardener''s gardener', 'It''s all compost in the end; O''Neill''s law.', NULL, 'Baile Átha Cliath', NULL, '{"links": []}', 20260101000000, 20260101000000),
  (4, 4, '編集者', 'ウィキの日本語版を担当。', NULL, '東京', '彼女', NULL, 20260101000000, 20260101000000),
  (5, 5, 'Kartograf', 'Tegner kart over alt som kan flyttes.', 'https://asheim.example/?q=kart&lang=no', NULL, NULL, NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_actor_properties
  (actor_property_id, actor_id, property_key, property_value, property_type, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'editor.font_size', '15', 'integer', 20260101000000, 20260101000000),
  (2, 1, 'ui.theme', 'midnight-sea', 'string', 20260101000000, 20260101000000),
  (3, 2, 'ui.reduce_motion', 'true', 'boolean', 20260101000000, 20260101000000),
  (4, 3, 'notify.digest', '{"every": "week", "day": "sunday"}', 'json', 20260101000000, 20260101000000),
  (5, 4, 'ui.language', 'ja', 'string', 20260101000000, 20260101000000),
  (6, 5, 'editor.vim', 'false', 'boolean', 20260101000000, 20260101000000),
  (7, 5, 'signature', '', 'string', 20260101000000, 20260101000000),
  (8, 6, 'signature', NULL, 'string', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_groups
  (group_id, parent_group_id, slug, name, description, created_ymdhis, updated_ymdhis)
VALUES
  (1, NULL, 'crew', 'Crew', 'Everyone on board', 20260101000000, 20260101000000),
  (2, 1, 'bridge', 'Bridge', 'Decides where the ship goes', 20260101000000, 20260101000000),
  (3, 1, 'engine-room', 'Engine room', 'Keeps it going; don''t call on Sundays', 20260101000000, 20260101000000),
  (4, NULL, 'visitors', 'Visitors', NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_actor_groups
  (actor_group_id, actor_id, group_id, joined_ymdhis, is_leader, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 20251201080000, 1, 20260101000000, 20260101000000),
  (2, 1, 2, 20251201080000, 1, 20260101000000, 20260101000000),
  (3, 2, 2, 20251201093000, 0, 20260101000000, 20260101000000),
  (4, 3, 1, 20251203101500, 0, 20260101000000, 20260101000000),
  (5, 4, 1, 20251204021100, 0, 20260101000000, 20260101000000),
  (6, 5, 3, 20251205130000, 1, 20260101000000, 20260101000000),
  (7, 6, 1, 20251209160000, 0, 20260101000000, 20260101000000),
  (8, 8, 2, 20251202000000, 0, 20260101000000, 20260101000000),
  (9, 16, 3, 20251202000000, 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_roles
  (role_id, slug, name, description, sort_order, is_system, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'owner', 'Owner', 'May do everything', 10, 1, 20260101000000, 20260101000000),
  (2, 'editor', 'Editor', 'Writes and publishes', 20, 1, 20260101000000, 20260101000000),
  (3, 'reviewer', 'Reviewer', 'Approves what others wrote', 30, 0, 20260101000000, 20260101000000),
  (4, 'agent', 'Agent', 'What agents may do on their own', 40, 1, 20260101000000, 20260101000000),
  (5, 'reader', 'Reader', NULL, 90, 1, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_permissions
  (permission_id, permission_key, module_slug, description, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'content.read', 'core', 'Read published pages', 20260101000000, 20260101000000),
  (2, 'content.write', 'core', 'Write drafts', 20260101000000, 20260101000000),
  (3, 'content.publish', 'core', 'Publish', 20260101000000, 20260101000000),
  (4, 'content.delete', 'core', 'Mark as deleted', 20260101000000, 20260101000000),
  (5, 'agent.run', 'agents', 'Start an agent', 20260101000000, 20260101000000),
  (6, 'agent.configure', 'agents', 'Change prompts and tools', 20260101000000, 20260101000000),
  (7, 'migration.run', 'orchestration', 'Run migrations', 20260101000000, 20260101000000),
  (8, 'migration.rollback', 'orchestration', 'Roll migrations back', 20260101000000, 20260101000000),
  (9, 'api.manage', 'api', 'Create clients and tokens', 20260101000000, 20260101000000),
  (10, 'settings.write', 'core', NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_role_permissions
  (role_permission_id, role_id, permission_id, is_granted, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 1, 20260101000000, 20260101000000),
  (2, 1, 2, 1, 20260101000000, 20260101000000),
  (3, 1, 3, 1, 20260101000000, 20260101000000),
  (4, 1, 4, 1, 20260101000000, 20260101000000),
  (5, 1, 5, 1, 20260101000000, 20260101000000),
  (6, 1, 6, 1, 20260101000000, 20260101000000),
  (7, 1, 7, 1, 20260101000000, 20260101000000),
  (8, 1, 8, 1, 20260101000000, 20260101000000),
  (9, 1, 9, 1, 20260101000000, 20260101000000),
  (10, 1, 10, 1, 20260101000000, 20260101000000),
  (11, 2, 1, 1, 20260101000000, 20260101000000),
  (12, 2, 2, 1, 20260101000000, 20260101000000),
  (13, 2, 3, 1, 20260101000000, 20260101000000),
  (14, 3, 1, 1, 20260101000000, 20260101000000),
  (15, 3, 3, 1, 20260101000000, 20260101000000),
  (16, 4, 1, 1, 20260101000000, 20260101000000),
  (17, 4, 2, 1, 20260101000000, 20260101000000),
  (18, 4, 5, 1, 20260101000000, 20260101000000),
  (19, 5, 1, 1, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_actor_roles
  (actor_role_id, actor_id, role_id, granted_by_actor_id, expires_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, NULL, NULL, 20260101000000, 20260101000000),
  (2, 2, 3, 1, NULL, 20260101000000, 20260101000000),
  (3, 3, 2, 1, NULL, 20260101000000, 20260101000000),
  (4, 4, 2, 1, NULL, 20260101000000, 20260101000000),
  (5, 5, 2, 1, 20261231235959, 20260101000000, 20260101000000),
  (6, 6, 5, 1, NULL, 20260101000000, 20260101000000),
  (7, 7, 2, 1, 20260103171500, 20260101000000, 20260101000000),
  (8, 8, 4, 1, NULL, 20260101000000, 20260101000000),
  (9, 9, 4, 1, NULL, 20260101000000, 20260101000000),
  (10, 10, 4, 1, NULL, 20260101000000, 20260101000000),
  (11, 11, 4, 1, NULL, 20260101000000, 20260101000000),
  (12, 12, 4, 1, NULL, 20260101000000, 20260101000000),
  (13, 13, 4, 1, NULL, 20260101000000, 20260101000000),
  (14, 14, 4, 1, NULL, 20260101000000, 20260101000000),
  (15, 15, 4, 1, NULL, 20260101000000, 20260101000000),
  (16, 16, 4, 1, NULL, 20260101000000, 20260101000000),
  (17, 17, 4, 1, NULL, 20260101000000, 20260101000000),
  (18, 18, 4, 1, NULL, 20260101000000, 20260101000000),
  (19, 19, 4, 1, NULL, 20260101000000, 20260101000000);
