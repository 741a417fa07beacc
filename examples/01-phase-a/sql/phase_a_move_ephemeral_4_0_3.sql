-- Moves 12 tables out of the core schema whose rows expire.
-- Safe to run again.

-- Session management.
RENAME TABLE IF EXISTS
  lupopedia.lupo_sessions        TO lupopedia_ephemeral.lupo_sessions,
  lupopedia.lupo_session_events  TO lupopedia_ephemeral.lupo_session_events,
  lupopedia.lupo_remember_tokens TO lupopedia_ephemeral.lupo_remember_tokens;

-- Daily analytics aggregations.
RENAME TABLE IF EXISTS
  lupopedia.lupo_analytics_daily_pages     TO lupopedia_ephemeral.lupo_analytics_daily_pages,
  lupopedia.lupo_analytics_daily_referrers TO lupopedia_ephemeral.lupo_analytics_daily_referrers,
  lupopedia.lupo_analytics_daily_searches  TO lupopedia_ephemeral.lupo_analytics_daily_searches;

-- Temporary page views.
RENAME TABLE IF EXISTS
  lupopedia.lupo_page_views_raw  TO lupopedia_ephemeral.lupo_page_views_raw,
  lupopedia.lupo_page_view_paths TO lupopedia_ephemeral.lupo_page_view_paths;

-- API tokens and clients.
RENAME TABLE IF EXISTS
  lupopedia.lupo_api_clients TO lupopedia_ephemeral.lupo_api_clients,
  lupopedia.lupo_api_tokens  TO lupopedia_ephemeral.lupo_api_tokens;

-- Temporary content processing.
RENAME TABLE IF EXISTS
  lupopedia.lupo_import_staging TO lupopedia_ephemeral.lupo_import_staging,
  lupopedia.lupo_render_queue   TO lupopedia_ephemeral.lupo_render_queue;
