-- The first pages, with their revisions.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia.lupo_contents
  (content_id, slug, title, content_type, body, excerpt, status, author_actor_id, current_revision, published_ymdhis, version_atom, metadata, created_ymdhis, updated_ymdhis)
VALUES
  (1, 'welcome', 'Welcome aboard', 'page', '<h1>Welcome</h1><p>This is Lupopedia: a wiki that remembers why.</p>', 'Welcome aboard', 'published', 1, 1, 20251210090000, NULL, NULL, 20251210080000, 20251210080000),
  (2, 'schema-federation', 'Schema Federation Doctrine', 'doctrine', '<p>Tables live where their lifetime is: core, orchestration, ephemeral.</p>', 'Schema Federation Doctrine', 'published', 1, 2, 20251211090000, 'GLOBAL_CURRENT_LUPOPEDIA_VERSION', '{"words": 9, "toc": true}', 20251210080000, 20251210080000),
  (3, 'table-budget', 'Table Budget Doctrine', 'doctrine', '<p>The core schema holds at most 111 tables. Not one hundred and twelve.</p>', 'Table Budget Doctrine', 'published', 1, 3, 20251212090000, 'GLOBAL_CURRENT_LUPOPEDIA_VERSION', '{"words": 13, "toc": true}', 20251210080000, 20251210080000),
  (4, 'timestamps', 'Timestamps are numbers', 'doctrine', '<p>YYYYMMDDHHMMSS, UTC, BIGINT. <code>NOW()</code> is not welcome.</p>', 'Timestamps are numbers', 'published', 2, 1, 20251213090000, 'GLOBAL_CURRENT_LUPOPEDIA_VERSION', '{"words": 7, "toc": true}', 20251210080000, 20251210080000),
  (5, 'no-foreign-keys', 'No foreign keys', 'doctrine', '<p>Relations are the application''s business.</p>', 'No foreign keys', 'published', 2, 2, 20251214090000, 'GLOBAL_CURRENT_LUPOPEDIA_VERSION', NULL, 20251210080000, 20251210080000),
  (6, 'rollback-classes', 'Rollback classes A to D', 'doctrine', '<p>“Rollback must be faster than migration.”</p>', 'Rollback classes A to D', 'review', 2, 3, NULL, 'GLOBAL_CURRENT_LUPOPEDIA_VERSION', '{"words": 6, "toc": true}', 20251210080000, 20251210080000),
  (7, 'gardens-of-dublin', 'The gardens of Dublin', 'article', '<p>Zoë''s notes; 1 rose = €3.50, in the rain ☔.</p>', 'The gardens of Dublin', 'published', 3, 1, 20251216090000, NULL, '{"words": 10, "toc": false}', 20251210080000, 20251210080000),
  (8, 'kart-over-fjordene', 'Kart over fjordene', 'article', '<p>Målestokk 1 : 50 000. Æ, ø og å er bokstaver.</p>', 'Kart over fjordene', 'published', 5, 2, 20251217090000, NULL, '{"words": 11, "toc": false}', 20251210080000, 20251210080000),
  (9, 'yokoso', 'ようこそ', 'page', '<p>ルポペディアへようこそ。🐺</p>', 'ようこそ', 'published', 4, 3, 20251218090000, NULL, NULL, 20251210080000, 20251210080000),
  (10, 'glossary-atom', 'Atom', 'glossary', '<p>The smallest named fact.</p>', NULL, 'published', 1, 1, 20251219090000, NULL, '{"words": 4, "toc": false}', 20251210080000, 20251210080000),
  (11, 'glossary-epoch', 'Epoch', 'glossary', '<p>A span of time in which the system means one thing.</p>', NULL, 'published', 2, 2, 20251220090000, NULL, '{"words": 11, "toc": false}', 20251210080000, 20251210080000),
  (12, 'glossary-doctrine', 'Doctrine', 'glossary', '<p>A rule with a reason.</p>', NULL, 'published', 2, 3, 20251221090000, NULL, '{"words": 5, "toc": false}', 20251210080000, 20251210080000),
  (13, 'dialog-4-0-3', 'Dialog for 4.0.3', 'dialog', '<p>WOLFIE: we are at 111.\nLILITH: then something has to move.</p>', 'Dialog for 4.0.3', 'draft', 1, 1, NULL, NULL, NULL, 20251210080000, 20251210080000),
  (14, 'old-front-page', 'Old front page', 'page', '<p>C:\\wiki\\index.htm, rescued.</p>', 'Old front page', 'archived', 7, 2, NULL, NULL, '{"words": 2, "toc": false}', 20251210080000, 20251210080000),
  (15, 'empty', '', 'page', '', '', 'draft', 3, 3, NULL, NULL, '{"words": 0, "toc": false}', 20251210080000, 20251210080000),
  (16, 'quotes', 'It''s "quoted"', 'article', '<p title="it''s">''''two single quotes'''' and a \\ backslash</p>', 'It''s "quoted"', 'draft', 3, 1, NULL, NULL, '{"words": 8, "toc": false}', 20251210080000, 20251210080000);

INSERT IGNORE INTO lupopedia.lupo_content_revisions
  (content_revision_id, content_id, revision_number, title, body, editor_actor_id, change_note, body_sha256, created_ymdhis)
VALUES
  (1, 1, 1, 'Welcome aboard', '<h1>Welcome</h1><p>This is Lupopedia: a wiki that remembers why.</p>', 1, 'first version', '7d00a09ade9fa69b99d3e211f6b84b221b98e7ca2190cdf44380fba582799042', 20251210081500),
  (2, 2, 1, 'Schema Federation Doctrine', '<p>Tables live where their lifetime i', 1, 'first version', '94961c39fa182f37e2f34e5b542d2f45942e212e01803f19bf03488522a138d0', 20251211081500),
  (3, 2, 2, 'Schema Federation Doctrine', '<p>Tables live where their lifetime is: core, orchestration, ephemeral.</p>', 1, NULL, '880f98f43cdbbf8a34b88894412d1d69479b17a25b2d0419ddf97ce891622efb', 20251211083000),
  (4, 3, 1, 'Table Budget Doctrine', '<p>The core schema holds', 1, 'first version', 'b95c486263f016ccfa13833f808503693a4697f1903bbc3c3472b43198fb1c66', 20251212081500),
  (5, 3, 2, 'Table Budget Doctrine', '<p>The core schema holds at most 111 tables. Not o', 1, 'typo', '89fca57deae57fefe1b92d155e40bb6f641b4d960c7757204fcead9c00e22b49', 20251212083000),
  (6, 3, 3, 'Table Budget Doctrine', '<p>The core schema holds at most 111 tables. Not one hundred and twelve.</p>', 1, 'clearer', 'ecb5b06003092b9a6b6bcdb9f7c84bc6f30613169f8fdae69a462008f3e9f036', 20251212084500),
  (7, 4, 1, 'Timestamps are numbers', '<p>YYYYMMDDHHMMSS, UTC, BIGINT. <code>NOW()</code> is not welcome.</p>', 2, 'first version', '3f18863d11abf2f930e6041e1ff8c7fa03bc2c1c70b7ba8d7b4b3af5079b7f35', 20251213081500),
  (8, 5, 1, 'No foreign keys', '<p>Relations are the app', 2, 'first version', '7d74687a7ed2aa34981263174fbbc7d2b808e792417007f329f718febe68e93f', 20251214081500),
  (9, 5, 2, 'No foreign keys', '<p>Relations are the application''s business.</p>', 2, NULL, 'dd1478f56b30ca4ef6aacdd22922c641ec90ea7212f47b886062bfc086a95b56', 20251214083000),
  (10, 6, 1, 'Rollback classes A to D', '<p>“Rollback mus', 2, 'first version', 'c6b9a4cf7a312d242e6687e97298f9624fc68f3c1e4cfdcd89bb93d61a260757', 20251215081500),
  (11, 6, 2, 'Rollback classes A to D', '<p>“Rollback must be faster than', 2, 'typo', 'b07e1f07e32eb1351dbbf2988bd151093b553d98cf89fc3d452b89f2b5c35b40', 20251215083000),
  (12, 6, 3, 'Rollback classes A to D', '<p>“Rollback must be faster than migration.”</p>', 2, 'clearer', 'f508495ec969733bf6e8a33f45fc4dd07afdd7b88066027a2e97429f4cd6f793', 20251215084500),
  (13, 7, 1, 'The gardens of Dublin', '<p>Zoë''s notes; 1 rose = €3.50, in the rain ☔.</p>', 3, 'first version', 'dce38903ed24431ccc3a25c7163ee7db5c39e2f3faf45975fe6919d922dbdc3b', 20251216081500),
  (14, 8, 1, 'Kart over fjordene', '<p>Målestokk 1 : 50 000. Æ', 5, 'first version', 'bf19f13416592d777225e22d28635ed8538e4e70f38848d3399535c6486c270c', 20251217081500),
  (15, 8, 2, 'Kart over fjordene', '<p>Målestokk 1 : 50 000. Æ, ø og å er bokstaver.</p>', 5, NULL, 'abb0e097a37bb36756f5b136d04af666e853b0143e9b51cf388a08b1b761eaa5', 20251217083000),
  (16, 9, 1, 'ようこそ', '<p>ルポペ', 4, 'first version', '366b9b90aba8cd306af72a139fa032daa4f43b782306501cf4f937ab70ae4b7e', 20251218081500),
  (17, 9, 2, 'ようこそ', '<p>ルポペディアへようこ', 4, 'typo', 'a6272c12c175cde330178839f72bd91981fc02a50c576b5c6fada60286533a63', 20251218083000),
  (18, 9, 3, 'ようこそ', '<p>ルポペディアへようこそ。🐺</p>', 4, 'clearer', 'dfbd2b56613f30d29fd97f3de7ee59519f5e30b7163b99ccff28f8b68fc32248', 20251218084500),
  (19, 10, 1, 'Atom', '<p>The smallest named fact.</p>', 1, 'first version', '67865031593428174ecde3c8f76869fd1bc8999659340c8eb8e4af1885f852d2', 20251219081500),
  (20, 11, 1, 'Epoch', '<p>A span of time in which th', 2, 'first version', '4531f53b0ef3d4fd1d6039e7be923559ef3437f4e3797cc7f15d829b06e84ae4', 20251220081500),
  (21, 11, 2, 'Epoch', '<p>A span of time in which the system means one thing.</p>', 2, NULL, '9cac41a0a87251911abd43de22fec550a918a0bbf15742a4930336da687e79ab', 20251220083000),
  (22, 12, 1, 'Doctrine', '<p>A rule', 2, 'first version', 'ab544f8362a8503659b5e7147623acc2a2f6c59cd75f7979a3eb4d4a36d9763e', 20251221081500),
  (23, 12, 2, 'Doctrine', '<p>A rule with a r', 2, 'typo', '9ad8dd86d9bcc6e618528aa69d2f447694ead3d676788f0dc0a0fe7c18f361e5', 20251221083000),
  (24, 12, 3, 'Doctrine', '<p>A rule with a reason.</p>', 2, 'clearer', '1f8b304b8a4050a20cd8868da6b93e31bf883d9d335622d76a4ec403ab03b098', 20251221084500),
  (25, 13, 1, 'Dialog for 4.0.3', '<p>WOLFIE: we are at 111.\nLILITH: then something has to move.</p>', 1, 'first version', '833963714b47038c70bfaf664464999db80d1c94e23240260310e9afb3c82bce', 20251222081500),
  (26, 14, 1, 'Old front page', '<p>C:\\wiki\\index.', 7, 'first version', 'e79154a165b83f506391e61c5282271515362e4e2e6897593744cba9e76d4e0b', 20251223081500),
  (27, 14, 2, 'Old front page', '<p>C:\\wiki\\index.htm, rescued.</p>', 7, NULL, 'd99f0024a40b1cf704aaec5d38d344380551bb0b168fe521f74acf2a6dcaf522', 20251223083000),
  (28, 15, 1, '', '', 3, 'first version', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 20251224081500),
  (29, 15, 2, '', '', 3, 'typo', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 20251224083000),
  (30, 15, 3, '', '', 3, 'clearer', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 20251224084500),
  (31, 16, 1, 'It''s "quoted"', '<p title="it''s">''''two single quotes'''' and a \\ backslash</p>', 3, 'first version', 'e9a0a04616f09aa32e141261b913b49a66d9291b505e6bb3ff087908cd6c720f', 20251225081500);

INSERT IGNORE INTO lupopedia.lupo_content_sections
  (content_section_id, content_id, anchor, heading, level, sort_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 2, 'why', 'Why', 2, 10, 20260101000000, 20260101000000),
  (2, 2, 'how', 'How', 2, 20, 20260101000000, 20260101000000),
  (3, 2, 'what-stays', 'What stays in core', 3, 30, 20260101000000, 20260101000000),
  (4, 3, 'the-number', 'The number', 2, 10, 20260101000000, 20260101000000),
  (5, 4, 'format', 'The format', 2, 10, 20260101000000, 20260101000000),
  (6, 8, 'målestokk', 'Målestokk', 2, 10, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_content_links
  (content_link_id, content_id, target_content_id, target_url, link_text, is_broken, last_checked_ymdhis, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 2, NULL, 'federation', 0, NULL, 20260101000000, 20260101000000),
  (2, 1, NULL, 'https://mariadb.org/', 'MariaDB', 0, 20260106031500, 20260101000000, 20260101000000),
  (3, 2, 3, NULL, 'the budget', 0, NULL, 20260101000000, 20260101000000),
  (4, 3, 2, NULL, NULL, 0, NULL, 20260101000000, 20260101000000),
  (5, 7, NULL, 'https://gone.example/roses?page=2&sort=%C3%A9', 'old list', 1, 20260106031502, 20260101000000, 20260101000000),
  (6, 14, NULL, NULL, 'nowhere', 1, 20260106031503, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_content_redirects
  (content_redirect_id, from_path, to_path, http_status, hit_count, created_ymdhis, updated_ymdhis)
VALUES
  (1, '/index.htm', '/', 301, 48211, 20260101000000, 20260101000000),
  (2, '/doctrine/budget', '/table-budget', 301, 97, 20260101000000, 20260101000000),
  (3, '/日本語', '/yokoso', 302, 12, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_content_references
  (content_reference_id, content_id, citation, source_url, accessed_ymdhis, sort_order, created_ymdhis, updated_ymdhis)
VALUES
  (1, 3, 'Gerdes, E. R. (2025). One hundred and eleven.', NULL, NULL, 10, 20260101000000, 20260101000000),
  (2, 7, 'O''Neill, Z.: "Roses in the rain", notebook 3', 'https://notes.example/3', 20251215120000, 10, 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_content_comments
  (content_comment_id, content_id, parent_comment_id, actor_id, body, status, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, NULL, 3, 'Lovely to be here 🌿', 'visible', 20260102100000, 20260102100000),
  (2, 1, 1, 1, 'Glad you''re aboard.', 'visible', 20260102100000, 20260102100000),
  (3, 7, NULL, 5, 'Hva koster én rose?', 'visible', 20260102100000, 20260102100000),
  (4, 7, 3, 3, '€3.50, as it says :)', 'visible', 20260102100000, 20260102100000),
  (5, 3, NULL, 6, 'Why not 112?', 'pending', 20260102100000, 20260102100000),
  (6, 3, 5, 1, 'Because.', 'hidden', 20260102100000, 20260102100000);

INSERT IGNORE INTO lupopedia.lupo_content_likes
  (content_like_id, content_id, actor_id, created_ymdhis)
VALUES
  (1, 1, 2, 20260102110000),
  (2, 1, 3, 20260102110000),
  (3, 1, 4, 20260102110000),
  (4, 2, 2, 20260102110000),
  (5, 3, 5, 20260102110000),
  (6, 7, 1, 20260102110000),
  (7, 7, 5, 20260102110000),
  (8, 9, 1, 20260102110000),
  (9, 9, 3, 20260102110000);

INSERT IGNORE INTO lupopedia.lupo_content_watchers
  (content_watcher_id, content_id, actor_id, notify_by, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 1, 'both', 20260101000000, 20260101000000),
  (2, 2, 2, 'site', 20260101000000, 20260101000000),
  (3, 7, 3, 'email', 20260101000000, 20260101000000),
  (4, 8, 5, 'site', 20260101000000, 20260101000000);

INSERT IGNORE INTO lupopedia.lupo_content_statistics
  (content_statistic_id, content_id, view_count, like_count, comment_count, revision_count, word_count, readability, created_ymdhis, updated_ymdhis)
VALUES
  (1, 1, 124, 9, 2, 1, 8, 38.69, 20260107023000, 20260107023000),
  (2, 2, 236, 1, 1, 2, 9, 43.81, 20260107023000, 20260107023000),
  (3, 3, 582, 2, 2, 3, 13, 80.56, 20260107023000, 20260107023000),
  (4, 4, 285, 5, 0, 1, 7, 85.72, 20260107023000, 20260107023000),
  (5, 5, 568, 5, 1, 2, 5, 51.45, 20260107023000, 20260107023000),
  (6, 6, 560, 5, 3, 3, 6, 63.85, 20260107023000, 20260107023000),
  (7, 7, 374, 1, 2, 1, 10, 63.21, 20260107023000, 20260107023000),
  (8, 8, 643, 7, 3, 2, 11, 83.14, 20260107023000, 20260107023000),
  (9, 9, 160, 5, 3, 3, 1, NULL, 20260107023000, 20260107023000),
  (10, 10, 743, 3, 1, 1, 4, 82.48, 20260107023000, 20260107023000),
  (11, 11, 320, 5, 0, 2, 11, 56.72, 20260107023000, 20260107023000),
  (12, 12, 842, 0, 3, 3, 5, 68.51, 20260107023000, 20260107023000),
  (13, 13, 682, 9, 1, 1, 11, 75.56, 20260107023000, 20260107023000),
  (14, 14, 278, 3, 0, 2, 2, 62.63, 20260107023000, 20260107023000),
  (15, 15, 461, 6, 1, 3, 0, NULL, 20260107023000, 20260107023000),
  (16, 16, 224, 4, 0, 1, 8, 44.26, 20260107023000, 20260107023000);
