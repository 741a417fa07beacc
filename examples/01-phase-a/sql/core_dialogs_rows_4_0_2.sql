-- Rooms, threads and what was said before 4.0.3.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia.lupo_channels
  (channel_id, slug, name, purpose, visibility, default_actor_id, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'public', 'Public square', 'Anyone may read', 'public', 8, NULL, 20260101000000, 20260101000000),
  (2, 'dev', 'Dev', 'Where changes are argued', 'dev', 8, '{"pinned": [2, 3]}', 20260101000000, 20260101000000),
  (3, 'engine-room', 'Engine room', NULL, 'private', NULL, NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_channel_members
  (channel_member_id, channel_id, actor_id, member_role, muted_until_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 'owner', NULL, 20260101000000, 20260101000000),
  (2, 1, 3, 'member', NULL, 20260101000000, 20260101000000),
  (3, 1, 4, 'member', NULL, 20260101000000, 20260101000000),
  (4, 2, 1, 'owner', NULL, 20260101000000, 20260101000000),
  (5, 2, 2, 'moderator', NULL, 20260101000000, 20260101000000),
  (6, 2, 8, 'member', NULL, 20260101000000, 20260101000000),
  (7, 2, 9, 'member', NULL, 20260101000000, 20260101000000),
  (8, 2, 10, 'member', NULL, 20260101000000, 20260101000000),
  (9, 3, 5, 'owner', NULL, 20260101000000, 20260101000000),
  (10, 3, 16, 'member', 20260201000000, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_dialog_threads
  (dialog_thread_id, channel_id, subject, started_by_actor_id, status, last_message_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 2, 'We are at 111 tables', 8, 'open', 20260107184500, 20260101000000, 20260101000000),
  (2, 1, 'Hello / こんにちは / hei', 4, 'open', 20260105090300, 20260101000000, 20260101000000),
  (3, 3, 'Who moved the printer''s cable?', 5, 'closed', 20260104120000, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_dialog_participants
  (dialog_participant_id, dialog_thread_id, actor_id, joined_ymdhis, left_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 8, 20260107180000, NULL, 20260101000000, 20260101000000),
  (2, 1, 9, 20260107180010, NULL, 20260101000000, 20260101000000),
  (3, 1, 10, 20260107180100, NULL, 20260101000000, 20260101000000),
  (4, 1, 1, 20260107181500, NULL, 20260101000000, 20260101000000),
  (5, 2, 4, 20260105090000, NULL, 20260101000000, 20260101000000),
  (6, 2, 3, 20260105090100, NULL, 20260101000000, 20260101000000),
  (7, 3, 5, 20260104110000, 20260104120000, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_dialog_messages
  (dialog_message_id, dialog_thread_id, from_actor_id, to_actor_id, message_type, message_text, mood_rgb, metadata, created_ymdhis)
VALUES
  (1, 1, 8, NULL, 'text', 'The core schema is at 111 tables. That is the whole budget.', '00FF00', NULL, 20260107180000),
  (2, 1, 9, 8, 'text', 'Then the next feature fails its first migration. When, not if.', 'FF0033', '{"risk": "high"}', 20260107180112),
  (3, 1, 10, NULL, 'text', 'Which of the 111 are really core?', '3366FF', NULL, 20260107180205),
  (4, 1, 8, NULL, 'text', '77. The rest is orchestration (22) and things that expire (12).', '00FF00', '{"counts": {"core": 77, "orchestration": 22, "ephemeral": 12}}', 20260107181033),
  (5, 1, 9, 8, 'text', 'And if the move stops half-way? You can''t roll back DDL.', 'FF0033', NULL, 20260107181120),
  (6, 1, 1, NULL, 'text', 'Then everything goes back. That is what class A is for.', '00FF00', NULL, 20260107181501),
  (7, 1, 10, 1, 'text', '“Everything” includes the row counts?', '3366FF', NULL, 20260107181610),
  (8, 1, 1, 10, 'command', '/decide move 34 tables in 4.0.3', '00FF00', '{"decision": "phase-a"}', 20260107184500),
  (9, 2, 4, NULL, 'text', 'こんにちは、みなさん。', '00FF00', NULL, 20260105090000),
  (10, 2, 3, 4, 'text', 'Hello! I''m Zoë 🌿', '2E7D32', NULL, 20260105090105),
  (11, 2, 12, NULL, 'text', 'Bonjour à tous — l’été arrive.', '666666', '{"lang": "fr"}', 20260105090300),
  (12, 3, 5, NULL, 'text', 'Hvem tok kabelen?', 'FFAA00', NULL, 20260104110000),
  (13, 3, 16, 5, 'error', 'tool "inventory" is not granted', '666666', '{"code": 403, "tool": "inventory"}', 20260104110004),
  (14, 3, 5, NULL, 'system', 'Thread closed.', '666666', NULL, 20260104120000);

INSERT IGNORE INTO lupopedia.lupo_dialog_message_bodies
  (dialog_message_body_id, dialog_message_id, full_text, created_ymdhis)
VALUES
  (1, 8, 'Decision, long form:\n1. two new schemas;\n2. 22 tables to orchestration, 12 to ephemeral;\n3. nothing is dropped, nothing is copied.', 20260107184500);

INSERT IGNORE INTO lupopedia.lupo_dialog_reactions
  (dialog_reaction_id, dialog_message_id, actor_id, emoji, created_ymdhis)
VALUES
  (1, 4, 1, '👍', 20260107190000),
  (2, 4, 9, '🤔', 20260107190000),
  (3, 6, 8, '🐺', 20260107190000),
  (4, 10, 4, '🌿', 20260107190000),
  (5, 10, 5, '👋🏽', 20260107190000);

INSERT IGNORE INTO lupopedia.lupo_dialog_read_marks
  (dialog_read_mark_id, dialog_thread_id, actor_id, last_read_message_id, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 8, 20260107190000, 20260107190000),
  (2, 1, 8, 8, 20260107190000, 20260107190000),
  (3, 1, 9, 7, 20260107190000, 20260107190000),
  (4, 2, 3, 11, 20260107190000, 20260107190000);

INSERT IGNORE INTO lupopedia.lupo_dialog_summaries
  (dialog_summary_id, dialog_thread_id, summary, through_message_id, written_by_agent_id, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'The core is full at 111. Agreed: 34 tables move in 4.0.3, all or none.', 8, 4, 20260107190500, 20260107190500);
