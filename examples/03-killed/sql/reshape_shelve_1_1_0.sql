-- Both tables in one statement: the server moves both or none.
RENAME TABLE
  lupopedia_web.lupo_page_views TO lupopedia_web_archive.lupo_page_views_2025,
  lupopedia_web.lupo_referrers  TO lupopedia_web_archive.lupo_referrers;
