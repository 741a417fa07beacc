INSERT INTO lupopedia.lupo_tags (slug, name) VALUES ('new', 'New');
INSERT INTO lupopedia.lupo_tags SET slug = 'old';
