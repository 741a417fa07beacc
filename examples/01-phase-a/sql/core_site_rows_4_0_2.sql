-- The site itself: hosts, modules, settings, languages, media.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia.lupo_domains
  (domain_id, host, name, is_default, settings, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'lupopedia.example', 'Lupopedia', 1, '{"https": true}', 20260101000000, 20260101000000),
  (2, 'notes.example', 'Field notes', 0, NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_modules
  (module_id, slug, name, version, is_enabled, installed_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'core', 'Core', '4.0.2', 1, 20251201000000, 20260101000000, 20260101000000),
  (2, 'agents', 'Agents', '4.0.1', 1, 20251202000000, 20260101000000, 20260101000000),
  (3, 'orchestration', 'Orchestration', '4.0.0', 1, 20251220000000, 20260101000000, 20260101000000),
  (4, 'api', 'API', '1.3.0', 1, 20251222000000, 20260101000000, 20260101000000),
  (5, 'crafty-syntax', 'Crafty Syntax live help', '3.7.5', 0, 20251222000000, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_module_settings
  (module_setting_id, module_id, setting_key, setting_value, created_ymdhis, updated_ymdhis)
VALUES
  (1, 2, 'max_parallel_runs', '4', 20260101000000, 20260101000000),
  (2, 2, 'default_mood', '"00FF00"', 20260101000000, 20260101000000),
  (3, 3, 'rollback_window_hours', '{"B": 24, "C": 168, "D": 720}', 20260101000000, 20260101000000),
  (4, 4, 'rate_limit.enabled', 'true', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_settings
  (setting_id, setting_key, setting_value, value_type, is_public, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'site.title', 'Lupopedia', 'string', 1, 20260101000000, 20260101000000),
  (2, 'site.motto', 'We don''t lose rows', 'string', 1, 20260101000000, 20260101000000),
  (3, 'site.version', '4.0.2', 'string', 1, 20260101000000, 20260101000000),
  (4, 'site.page_size', '25', 'integer', 1, 20260101000000, 20260101000000),
  (5, 'site.maintenance', 'false', 'boolean', 1, 20260101000000, 20260101000000),
  (6, 'mail.from', '"Lupopedia" <noreply@lupopedia.example>', 'string', 0, 20260101000000, 20260101000000),
  (7, 'mail.transport', NULL, 'string', 0, 20260101000000, 20260101000000),
  (8, 'search.weights', '{"title": 3, "body": 1}', 'json', 0, 20260101000000, 20260101000000),
  (9, 'paths.media', 'C:\\lupo\\media', 'string', 0, 20260101000000, 20260101000000),
  (10, 'database.prefix', 'lupo_', 'string', 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_themes
  (theme_id, slug, name, is_active, palette, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'daylight', 'Daylight', 1, '["#ffffff", "#222222", "#003366"]', 20260101000000, 20260101000000),
  (2, 'midnight-sea', 'Midnight sea', 0, '["#001122", "#cfd8dc", "#26c6da"]', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_menus
  (menu_id, slug, name, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'main', 'Main menu', 20260101000000, 20260101000000),
  (2, 'footer', 'Footer', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_menu_items
  (menu_item_id, menu_id, parent_item_id, label, url, content_id, sort_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, NULL, 'Home', '/', 1, 10, 20260101000000, 20260101000000),
  (2, 1, NULL, 'Doctrine', '/doctrine', NULL, 20, 20260101000000, 20260101000000),
  (3, 1, 2, 'Federation', NULL, 2, 10, 20260101000000, 20260101000000),
  (4, 1, 2, 'Budget', NULL, 3, 20, 20260101000000, 20260101000000),
  (5, 2, NULL, 'Contact & imprint', '/contact', NULL, 10, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_media_files
  (media_file_id, storage_path, original_name, mime_type, byte_size, sha256, width_px, height_px, alt_text, uploaded_by_actor_id, created_ymdhis, updated_ymdhis)
VALUES
  (1, '2025/12/wolf.svg', 'wolf.svg', 'image/svg+xml', 4211, 'f76b61b962db075bb76ad6f3fab10f7bd546f92f1b89f18c513d4122575c18ac', NULL, NULL, 'A wolf, looking left', 1, 20260101000000, 20260101000000),
  (2, '2025/12/roses.jpg', 'Roses (3rd bed).jpg', 'image/jpeg', 2811344, '0515aa086a21d9b65d30b41aeb325de3783a40bd9f93ecb3110ef4845aa4848f', 4032, 3024, 'Zoë''s roses', 3, 20260101000000, 20260101000000),
  (3, '2026/01/kart.pdf', 'kart – sør.pdf', 'application/pdf', 918273, 'db21d09d7fb2b98b6581fb87cf333cf633c3ea5ac2a54dd884d3a82bd1cea322', NULL, NULL, NULL, 5, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_media_variants
  (media_variant_id, media_file_id, variant_key, storage_path, width_px, height_px, byte_size, created_ymdhis, updated_ymdhis)
VALUES
  (1, 2, 'thumb', '2025/12/roses.thumb.webp', 320, 240, 11892, 20260101000000, 20260101000000),
  (2, 2, 'wide', '2025/12/roses.wide.webp', 1600, 1200, 188213, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_languages
  (language_id, language_code, english_name, native_name, is_rtl, is_enabled, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'en', 'English', 'English', 0, 1, 20260101000000, 20260101000000),
  (2, 'de', 'German', 'Deutsch', 0, 1, 20260101000000, 20260101000000),
  (3, 'es', 'Spanish', 'español', 0, 1, 20260101000000, 20260101000000),
  (4, 'nb', 'Norwegian', 'norsk bokmål', 0, 1, 20260101000000, 20260101000000),
  (5, 'ja', 'Japanese', '日本語', 0, 1, 20260101000000, 20260101000000),
  (6, 'ar', 'Arabic', 'العربية', 1, 0, 20260101000000, 20260101000000),
  (7, 'ga', 'Irish', 'Gaeilge', 0, 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_interface_strings
  (interface_string_id, language_code, string_key, string_value, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'en', 'save', 'Save', 20260101000000, 20260101000000),
  (2, 'de', 'save', 'Sichern', 20260101000000, 20260101000000),
  (3, 'es', 'save', 'Guardar', 20260101000000, 20260101000000),
  (4, 'nb', 'save', 'Lagre', 20260101000000, 20260101000000),
  (5, 'ja', 'save', '保存', 20260101000000, 20260101000000),
  (6, 'en', 'delete.confirm', 'Mark ''%s'' as deleted?', 20260101000000, 20260101000000),
  (7, 'de', 'delete.confirm', '„%s“ als gelöscht markieren?', 20260101000000, 20260101000000),
  (8, 'ja', 'delete.confirm', '「%s」を削除しますか？', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_search_index
  (search_index_id, object_type, object_id, language_code, title, body, boost, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'content', 1, 'en', 'Welcome aboard', '<h1>Welcome</h1>This is Lupopedia: a wiki that remembers why.', 1.0, 20260101000000, 20260101000000),
  (2, 'content', 2, 'en', 'Schema Federation Doctrine', 'Tables live where their lifetime is: core, orchestration, ephemeral.', 2.0, 20260101000000, 20260101000000),
  (3, 'content', 3, 'en', 'Table Budget Doctrine', 'The core schema holds at most 111 tables. Not one hundred and twelve.', 2.0, 20260101000000, 20260101000000),
  (4, 'content', 4, 'en', 'Timestamps are numbers', 'YYYYMMDDHHMMSS, UTC, BIGINT. <code>NOW()</code> is not welcome.', 2.0, 20260101000000, 20260101000000),
  (5, 'content', 5, 'en', 'No foreign keys', 'Relations are the application''s business.', 2.0, 20260101000000, 20260101000000),
  (6, 'content', 7, 'en', 'The gardens of Dublin', 'Zoë''s notes; 1 rose = €3.50, in the rain ☔.', 1.0, 20260101000000, 20260101000000),
  (7, 'content', 8, 'nb', 'Kart over fjordene', 'Målestokk 1 : 50 000. Æ, ø og å er bokstaver.', 1.0, 20260101000000, 20260101000000),
  (8, 'content', 9, 'ja', 'ようこそ', 'ルポペディアへようこそ。🐺', 1.0, 20260101000000, 20260101000000),
  (9, 'content', 10, 'en', 'Atom', 'The smallest named fact.', 1.0, 20260101000000, 20260101000000),
  (10, 'content', 11, 'en', 'Epoch', 'A span of time in which the system means one thing.', 1.0, 20260101000000, 20260101000000),
  (11, 'content', 12, 'en', 'Doctrine', 'A rule with a reason.', 1.0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_search_synonyms
  (search_synonym_id, language_code, term, synonyms, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'en', 'budget', '["ceiling", "limit"]', 20260101000000, 20260101000000),
  (2, 'en', 'agent', '["assistant", "bot"]', 20260101000000, 20260101000000),
  (3, 'nb', 'kart', '["kartblad"]', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_help_topics
  (help_topic_id, slug, title, body, sort_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'drafts', 'Drafts are saved for you', 'Every thirty seconds, and when you leave the page.', 10, 20260101000000, 20260101000000),
  (2, 'links', 'Links', 'Write [[slug]] to link to a page.', 20, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_contact_messages
  (contact_message_id, sender_name, sender_email, subject, body, status, answered_by_actor_id, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'Pat', 'pat@visitor.example', 'A typo', 'On /welcome it says "teh".', 'answered', 3, 20260104101500, 20260104101500),
  (2, NULL, 'win@spam.example', 'YOU WON', 'Click ↓', 'spam', NULL, 20260104101500, 20260104101500),
  (3, 'D''Arcy', 'darcy@visitor.example', 'Budget?', 'What''s special about 111?', 'new', NULL, 20260104101500, 20260104101500);

INSERT IGNORE INTO lupopedia.lupo_file_headers
  (file_header_id, file_path, signature, last_modified_version, last_modified_ymdhis, header, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'docs/doctrine/SCHEMA_FEDERATION_DOCTRINE.md', 'wolfie.headers', '4.0.2', 20260106190000, '{"tags": ["doctrine"], "speaker": "Captain_Wolfie"}', 20260101000000, 20260101000000),
  (2, 'docs/doctrine/TABLE_BUDGET_DOCTRINE.md', 'wolfie.headers', '4.0.1', 20251230110000, NULL, 20260101000000, 20260101000000),
  (3, 'src/schema-config.php', 'wolfie.headers', NULL, NULL, NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_doctrine_rules
  (doctrine_rule_id, rule_key, title, statement, severity, content_id, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'table-budget', '111 tables', 'The core schema holds at most 111 tables.', 'must', 3, 20260101000000, 20260101000000),
  (2, 'no-foreign-keys', 'No foreign keys', 'Relations are kept by the application.', 'must', 5, 20260101000000, 20260101000000),
  (3, 'timestamp-bigint-utc', 'Timestamps are numbers', 'YYYYMMDDHHMMSS in UTC, as BIGINT.', 'must', 4, 20260101000000, 20260101000000),
  (4, 'rollback-available', 'A way back', 'Every migration has a rollback.', 'must', 6, 20260101000000, 20260101000000),
  (5, 'short-names', 'Short names', 'Don''t make readers scroll.', 'may', NULL, 20260101000000, 20260101000000);
