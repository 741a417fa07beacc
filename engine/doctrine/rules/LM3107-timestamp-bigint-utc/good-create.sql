CREATE TABLE lupo_sessions (
  session_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  started_ymdhis BIGINT(20) UNSIGNED NOT NULL,
  ended_ymdhis BIGINT DEFAULT NULL,
  model_year YEAR
);
