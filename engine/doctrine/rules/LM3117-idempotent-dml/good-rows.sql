INSERT IGNORE INTO lupopedia.lupo_tags (tag_id, slug) VALUES (1, 'new');
INSERT INTO lupopedia.lupo_tags (tag_id, slug) VALUES (1, 'new') ON DUPLICATE KEY UPDATE slug = VALUES(slug);
REPLACE INTO lupopedia.lupo_tags (tag_id, slug) VALUES (1, 'new');
INSERT INTO lupopedia.lupo_tags (slug)
  SELECT 'new' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM lupopedia.lupo_tags WHERE slug = 'new');
UPDATE lupopedia.lupo_tags SET slug = TRIM(slug), hits = 0;
UPDATE lupopedia.lupo_tags SET version = version + 1 WHERE version = 3;
UPDATE lupopedia.lupo_lines SET price = price * 100, in_cents = 1 WHERE in_cents = 0;
