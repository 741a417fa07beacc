-- The cast of agents, with prompts, tools and moods.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia.lupo_llm_models
  (llm_model_id, provider, model_name, context_tokens, price_in_per_million, price_out_per_million, is_enabled, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'local', 'llama-70b-q5', 32768, NULL, NULL, 1, 20260101000000, 20260101000000),
  (2, 'local', 'qwen-32b', 65536, NULL, NULL, 1, 20260101000000, 20260101000000),
  (3, 'hosted', 'large-v3', 200000, 3.0, 15.0, 1, 20260101000000, 20260101000000),
  (4, 'hosted', 'small-v3', 200000, 0.25, 1.25, 1, 20260101000000, 20260101000000),
  (5, 'hosted', 'legacy-v1', 8192, 0.5, 1.5, 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_agents
  (agent_id, actor_id, agent_key, display_name, archetype, layer, llm_model_id, is_active, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 8, 'WOLFIE', 'Wolfie', 'Navigator', 'kernel', 3, 1, '{"mood_RGB": "00FF00"}', 20251202000000, 20251202000000),
  (2, 9, 'LILITH', 'Lilith', 'Critic', 'kernel', 3, 1, '{"mood_RGB": "FF0033"}', 20251202000000, 20251202000000),
  (3, 10, 'WOLFITH', 'Wolfith', 'Questioner', 'kernel', 4, 1, '{"mood_RGB": "3366FF"}', 20251202000000, 20251202000000),
  (4, 11, 'THOTH', 'Thoth', 'Scribe', 'required', 2, 1, '{"mood_RGB": "00FF00"}', 20251202000000, 20251202000000),
  (5, 12, 'ARA', 'Ara', 'Messenger of feeling', 'required', 4, 1, '{"mood_RGB": "FF0033"}', 20251202000000, 20251202000000),
  (6, 13, 'ROSE', 'Rose', 'Translator', 'required', 1, 1, '{"mood_RGB": "3366FF"}', 20251202000000, 20251202000000),
  (7, 14, 'ANUBIS', 'Anubis', 'Keeper of the dead links', 'optional', 2, 1, '{"mood_RGB": "00FF00"}', 20251202000000, 20251202000000),
  (8, 15, 'MAAT', 'Maat', 'Balance', 'optional', 4, 1, '{"mood_RGB": "FF0033"}', 20251202000000, 20251202000000),
  (9, 16, 'VISHWAKARMA', 'Vishwakarma', 'Builder', 'optional', 3, 1, '{"mood_RGB": "3366FF"}', 20251202000000, 20251202000000),
  (10, 17, 'HERMES', 'Hermes', 'Courier', 'optional', 4, 1, NULL, 20251202000000, 20251202000000),
  (11, 18, 'IRIS', 'Iris', NULL, 'optional', NULL, 1, NULL, 20251202000000, 20251202000000),
  (12, 19, 'CHRONOS', 'Chronos', 'Clock', 'experimental', 2, 0, NULL, 20251202000000, 20251202000000);

INSERT IGNORE INTO lupopedia.lupo_agent_versions
  (agent_version_id, agent_id, version, release_notes, is_current, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, '1.0.0', 'First words', 0, 20251202000000, 20251202000000),
  (2, 1, '1.1.0', NULL, 1, 20251202000000, 20251202000000),
  (3, 2, '1.0.0', 'First words', 0, 20251202000000, 20251202000000),
  (4, 2, '1.1.0', NULL, 1, 20251202000000, 20251202000000),
  (5, 3, '1.0.0', 'First words', 0, 20251202000000, 20251202000000),
  (6, 3, '1.1.0', NULL, 1, 20251202000000, 20251202000000),
  (7, 4, '1.0.0', 'First words', 0, 20251202000000, 20251202000000),
  (8, 4, '1.1.0', NULL, 1, 20251202000000, 20251202000000),
  (9, 5, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (10, 6, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (11, 7, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (12, 8, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (13, 9, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (14, 10, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (15, 11, '1.0.0', NULL, 1, 20251202000000, 20251202000000),
  (16, 12, '1.0.0', NULL, 1, 20251202000000, 20251202000000);

INSERT IGNORE INTO lupopedia.lupo_agent_prompts
  (agent_prompt_id, agent_id, agent_version_id, prompt_kind, body, body_sha256, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 'system', 'You are WOLFIE. You keep the course. You don''t guess; you look.', 'c9a9a47c677a47cb9d1cb9a8bebef3ff9f2fcd1250eb16dbabe80e839081dfd4', 20251202000000, 20251202000000),
  (2, 1, 1, 'persona', 'Dry, short, kind.', 'a31741dabe80c2ee339e6540cbb6c2bd801caeb7b797ddcc4d7543d5654fc283', 20251202000000, 20251202000000),
  (3, 2, 2, 'system', 'You are LILITH. Name every way in which this can fail, with its likelihood.', '97aeab23df275ce260cea08503f5b4570a39554820c9461c470062b9188b4048', 20251202000000, 20251202000000),
  (4, 2, 2, 'guard', 'Never say "it can''t happen".', '4991ba8118132119b9d7461c8502693025acc889b5a8dcfb59269e46097eca48', 20251202000000, 20251202000000),
  (5, 3, 3, 'system', 'You are WOLFITH. Ask which assumption is load-bearing.', 'a58d7d6c25a9f64a75846299b5c0eeb7a5490da3cf7635e390139155b0c42897', 20251202000000, 20251202000000),
  (6, 4, 4, 'system', 'You are THOTH. Write down what was decided, and by whom.', 'e4af06495494c92def0451716e7710dcb30fd14c4726381b5a21c92016d15872', 20251202000000, 20251202000000),
  (7, 4, NULL, 'summary', 'Summarise in at most five sentences; keep numbers as they are: 111, 77, 22, 12.', 'ea7375655e93fbca509216ce330875506de790815ebe659b455e20c81c3f0071', 20251202000000, 20251202000000),
  (8, 6, 6, 'system', 'Du bist ROSE. Übersetze genau; erfinde nichts.\nTu es ROSE. Traduis fidèlement.', '6371951da74d8b4afd72578e34ef67b7477f6142ab48adf574a595e2a462ef3b', 20251202000000, 20251202000000),
  (9, 8, 8, 'system', 'Weigh. ⚖️', '8471527c75db926845375376020d7decefcc39efc15098407a0d5f526d494ebc', 20251202000000, 20251202000000);

INSERT IGNORE INTO lupopedia.lupo_agent_capabilities
  (agent_capability_id, agent_id, capability_key, level, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'plan', 5, 20260101000000, 20260101000000),
  (2, 1, 'route', 4, 20260101000000, 20260101000000),
  (3, 2, 'review', 5, 20260101000000, 20260101000000),
  (4, 2, 'risk', 5, 20260101000000, 20260101000000),
  (5, 3, 'question', 5, 20260101000000, 20260101000000),
  (6, 4, 'summarise', 4, 20260101000000, 20260101000000),
  (7, 4, 'record', 5, 20260101000000, 20260101000000),
  (8, 5, 'tone', 3, 20260101000000, 20260101000000),
  (9, 6, 'translate', 5, 20260101000000, 20260101000000),
  (10, 7, 'link-check', 4, 20260101000000, 20260101000000),
  (11, 8, 'vote', 2, 20260101000000, 20260101000000),
  (12, 9, 'sql', 5, 20260101000000, 20260101000000),
  (13, 9, 'php', 4, 20260101000000, 20260101000000),
  (14, 10, 'notify', 3, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_agent_tools
  (agent_tool_id, tool_key, description, input_schema, is_dangerous, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'search', 'Search the wiki', '{"type": "object", "properties": {"q": {"type": "string"}}, "required": ["q"]}', 0, 20260101000000, 20260101000000),
  (2, 'read_page', 'Read one page', '{"type": "object", "properties": {"slug": {"type": "string"}}}', 0, 20260101000000, 20260101000000),
  (3, 'write_draft', 'Write a draft', '{"type": "object"}', 0, 20260101000000, 20260101000000),
  (4, 'run_sql', 'Read-only SQL', '{"type": "object", "properties": {"sql": {"type": "string", "pattern": "^SELECT "}}}', 1, 20260101000000, 20260101000000),
  (5, 'send_mail', NULL, NULL, 1, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_agent_tool_grants
  (agent_tool_grant_id, agent_id, agent_tool_id, granted_by_actor_id, daily_limit, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 1, NULL, 20260101000000, 20260101000000),
  (2, 1, 2, 1, NULL, 20260101000000, 20260101000000),
  (3, 1, 3, 1, 50, 20260101000000, 20260101000000),
  (4, 2, 1, 1, NULL, 20260101000000, 20260101000000),
  (5, 2, 2, 1, NULL, 20260101000000, 20260101000000),
  (6, 4, 3, 1, 20, 20260101000000, 20260101000000),
  (7, 6, 2, 2, NULL, 20260101000000, 20260101000000),
  (8, 9, 4, 1, 100, 20260101000000, 20260101000000),
  (9, 10, 5, 1, 10, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_agent_dependencies
  (agent_dependency_id, agent_id, depends_on_agent_id, is_required, created_ymdhis, updated_ymdhis)
VALUES
  (1, 2, 1, 1, 20260101000000, 20260101000000),
  (2, 3, 1, 1, 20260101000000, 20260101000000),
  (3, 4, 1, 1, 20260101000000, 20260101000000),
  (4, 6, 4, 0, 20260101000000, 20260101000000),
  (5, 9, 3, 1, 20260101000000, 20260101000000),
  (6, 10, 5, 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_agent_styles
  (agent_style_id, agent_id, style_key, guidance, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'voice', 'Short sentences. No exclamation marks.', 20260101000000, 20260101000000),
  (2, 2, 'voice', 'Begin with the worst case.', 20260101000000, 20260101000000),
  (3, 5, 'colour', 'Give every message a mood: 00FF00 calm, FF0000 alarm.', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_agent_moods
  (agent_mood_id, agent_id, mood_rgb, intensity, noted_ymdhis, created_ymdhis)
VALUES
  (1, 1, 'FFAA00', 0.122, 20260103115212, 20260107235900),
  (2, 2, '666666', 0.606, 20260103103628, 20260107235900),
  (3, 3, '666666', 0.115, 20260103174621, 20260107235900),
  (4, 5, '3366FF', 0.336, 20260103185225, 20260107235900),
  (5, 1, 'FFAA00', 0.44, 20260104085332, 20260107235900),
  (6, 2, 'FF0033', 0.826, 20260104155524, 20260107235900),
  (7, 3, '666666', 0.289, 20260104152318, 20260107235900),
  (8, 5, '666666', 0.328, 20260104173139, 20260107235900),
  (9, 1, '00FF00', 0.327, 20260105162445, 20260107235900),
  (10, 2, '666666', 0.49, 20260105210907, 20260107235900),
  (11, 3, '3366FF', 0.391, 20260105202429, 20260107235900),
  (12, 5, '666666', 0.838, 20260105183133, 20260107235900),
  (13, 1, 'FF0033', 0.042, 20260106222226, 20260107235900),
  (14, 2, '666666', 0.665, 20260106204213, 20260107235900),
  (15, 3, 'FFAA00', 0.442, 20260106133830, 20260107235900),
  (16, 5, '00FF00', 0.192, 20260106100649, 20260107235900),
  (17, 1, '3366FF', 0.292, 20260107205258, 20260107235900),
  (18, 2, 'FFAA00', 0.996, 20260107130602, 20260107235900),
  (19, 3, '666666', 0.01, 20260107130248, 20260107235900),
  (20, 5, '666666', 0.801, 20260107205632, 20260107235900);
