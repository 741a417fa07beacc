CREATE TABLE IF NOT EXISTS lupopedia_orchestration.migration_batches (
  batch_id BIGINT(20) UNSIGNED NOT NULL PRIMARY KEY
);
CREATE TABLE lupopedia.`lupo_Daily-Pages` (page_id BIGINT UNSIGNED NOT NULL PRIMARY KEY);
