DELETE FROM lupopedia.lupo_actors WHERE slug = 'test';
