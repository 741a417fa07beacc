-- Collections, subjects, atoms and the first edges between them.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia.lupo_collections
  (collection_id, slug, name, description, owner_actor_id, is_public, color_hex, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'doctrine', 'Doctrine', 'The rules of the house', 1, 1, '003366', 20260101000000, 20260101000000),
  (2, 'field-notes', 'Field notes', NULL, 3, 1, '2e7d32', 20260101000000, 20260101000000),
  (3, 'engine-room', 'Engine room', 'Not for visitors'' eyes', 5, 0, 'b71c1c', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_collection_tabs
  (collection_tab_id, collection_id, parent_tab_id, slug, name, sort_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, NULL, 'database', 'Database', 10, 20260101000000, 20260101000000),
  (2, 1, 1, 'schemas', 'Schemas', 20, 20260101000000, 20260101000000),
  (3, 1, NULL, 'agents', 'Agents', 30, 20260101000000, 20260101000000),
  (4, 2, NULL, 'gardens', 'Gardens', 10, 20260101000000, 20260101000000),
  (5, 2, NULL, 'maps', 'Maps', 20, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_collection_contents
  (collection_content_id, collection_id, collection_tab_id, content_id, sort_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 2, 2, 10, 20260101000000, 20260101000000),
  (2, 1, 2, 3, 20, 20260101000000, 20260101000000),
  (3, 1, 1, 4, 30, 20260101000000, 20260101000000),
  (4, 1, 1, 5, 40, 20260101000000, 20260101000000),
  (5, 1, NULL, 6, 50, 20260101000000, 20260101000000),
  (6, 2, 4, 7, 10, 20260101000000, 20260101000000),
  (7, 2, 5, 8, 10, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_categories
  (category_id, parent_category_id, slug, name, path, depth, created_ymdhis, updated_ymdhis)
VALUES
  (1, NULL, 'technology', 'Technology', 'technology', 0, 20260101000000, 20260101000000),
  (2, 1, 'databases', 'Databases', 'technology/databases', 1, 20260101000000, 20260101000000),
  (3, 2, 'migrations', 'Migrations', 'technology/databases/migrations', 2, 20260101000000, 20260101000000),
  (4, NULL, 'nature', 'Nature', 'nature', 0, 20260101000000, 20260101000000),
  (5, 4, 'gardens', 'Gardens', 'nature/gardens', 1, 20260101000000, 20260101000000),
  (6, 4, 'fjords', 'Fjords', 'nature/fjords', 1, 20260101000000, 20260101000000),
  (7, NULL, 'language', 'Language', 'language', 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_content_categories
  (content_category_id, content_id, category_id, is_primary, created_ymdhis, updated_ymdhis)
VALUES
  (1, 2, 3, 1, 20260101000000, 20260101000000),
  (2, 3, 2, 1, 20260101000000, 20260101000000),
  (3, 4, 2, 1, 20260101000000, 20260101000000),
  (4, 5, 2, 1, 20260101000000, 20260101000000),
  (5, 6, 3, 1, 20260101000000, 20260101000000),
  (6, 7, 5, 1, 20260101000000, 20260101000000),
  (7, 8, 6, 1, 20260101000000, 20260101000000),
  (8, 8, 7, 0, 20260101000000, 20260101000000),
  (9, 9, 7, 1, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_tags
  (tag_id, slug, label, usage_count, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'doctrine', 'doctrine', 5, 20260101000000, 20260101000000),
  (2, 'sql', 'SQL', 4, 20260101000000, 20260101000000),
  (3, 'rain', 'rain', 1, 20260101000000, 20260101000000),
  (4, 'ost', 'øst', 1, 20260101000000, 20260101000000),
  (5, 'wolf', '🐺', 2, 20260101000000, 20260101000000),
  (6, 'c-plus-plus', 'C++', 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_tag_map
  (tag_map_id, tag_id, object_type, object_id, tagged_by_actor_id, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'content', 2, 1, 20260101000000, 20260101000000),
  (2, 1, 'content', 3, 1, 20260101000000, 20260101000000),
  (3, 1, 'content', 4, 2, 20260101000000, 20260101000000),
  (4, 1, 'content', 5, 2, 20260101000000, 20260101000000),
  (5, 1, 'content', 6, 2, 20260101000000, 20260101000000),
  (6, 2, 'content', 2, NULL, 20260101000000, 20260101000000),
  (7, 2, 'content', 4, 8, 20260101000000, 20260101000000),
  (8, 2, 'content', 5, 8, 20260101000000, 20260101000000),
  (9, 2, 'agent', 4, NULL, 20260101000000, 20260101000000),
  (10, 3, 'content', 7, 3, 20260101000000, 20260101000000),
  (11, 4, 'content', 8, 5, 20260101000000, 20260101000000),
  (12, 5, 'content', 9, 4, 20260101000000, 20260101000000),
  (13, 5, 'actor', 1, NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_atoms
  (atom_id, atom_key, atom_value, scope, data_type, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'GLOBAL_CURRENT_LUPOPEDIA_VERSION', '4.0.2', 'global', 'string', NULL, 20260101000000, 20260101000000),
  (2, 'GLOBAL_CURRENT_AUTHORS', '["Captain Wolfie"]', 'global', 'list', '{"resolved_in": "headers"}', 20260101000000, 20260101000000),
  (3, 'GLOBAL_CORE_TABLE_BUDGET', '111', 'global', 'number', NULL, 20260101000000, 20260101000000),
  (4, 'GLOBAL_EPOCH', '20260108000000', 'global', 'number', NULL, 20260101000000, 20260101000000),
  (5, 'content.default_language', 'en', 'content', 'string', NULL, 20260101000000, 20260101000000),
  (6, 'module.crafty_syntax.enabled', NULL, 'module', 'string', '{"since": "3.7.5"}', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_edge_types
  (edge_type_id, slug, label, inverse_label, is_symmetric, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'explains', 'explains', 'is explained by', 0, 20260101000000, 20260101000000),
  (2, 'contradicts', 'contradicts', NULL, 1, 20260101000000, 20260101000000),
  (3, 'depends-on', 'depends on', 'is needed by', 0, 20260101000000, 20260101000000),
  (4, 'authored-by', 'authored by', 'author of', 0, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_edges
  (edge_id, edge_type_id, left_type, left_id, right_type, right_id, weight, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 'content', 2, 'atom', 3, 1.0, NULL, 20260101000000, 20260101000000),
  (2, 1, 'content', 3, 'atom', 3, 0.95, '{"note": "the number itself"}', 20260101000000, 20260101000000),
  (3, 3, 'content', 6, 'content', 2, 0.8, NULL, 20260101000000, 20260101000000),
  (4, 3, 'agent', 3, 'agent', 1, 0.5, NULL, 20260101000000, 20260101000000),
  (5, 2, 'agent', 2, 'agent', 1, 0.3333, '{"friendly": true}', 20260101000000, 20260101000000),
  (6, 4, 'content', 7, 'actor', 3, 1.0, NULL, 20260101000000, 20260101000000),
  (7, 4, 'content', 8, 'actor', 5, 1.0, NULL, 20260101000000, 20260101000000),
  (8, 4, 'content', 9, 'actor', 4, 1.0, NULL, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_questions
  (question_id, content_id, asked_by_actor_id, question, question_type, answer_count, created_ymdhis, updated_ymdhis)
VALUES
  (1, 3, 6, 'Why one hundred and eleven?', 'why', 2, 20260101000000, 20260101000000),
  (2, NULL, NULL, 'What''s an epoch?', 'what', 1, 20260101000000, 20260101000000),
  (3, 7, 5, 'Hvor mange roser?', 'how', 0, 20260101000000, 20260101000000),
  (4, 9, 4, 'オオカミはどこ？', 'where', 1, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_answers
  (answer_id, question_id, actor_id, body, is_accepted, confidence, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 'It is what one person can hold in mind, and then some.', 1, NULL, 20260101000000, 20260101000000),
  (2, 1, 9, 'Insufficient evidence; I would move some tables out.', 0, 0.72, 20260101000000, 20260101000000),
  (3, 2, 11, 'A span of time with one meaning. See the glossary.', 1, 0.998, 20260101000000, 20260101000000),
  (4, 4, 8, 'ここにいるよ。🐺', 0, 0.5, 20260101000000, 20260101000000);
