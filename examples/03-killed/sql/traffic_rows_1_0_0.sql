-- The rows are computed from their numbers, so that every build gives the same ones.
-- Safe to run again: rows that are there already are left alone.
SET NAMES utf8mb4;

INSERT IGNORE INTO lupopedia_web.lupo_digits
  (digit_id, digit, created_ymdhis)
VALUES
  (1, 0, 20251201000000), (2, 1, 20251201000000), (3, 2, 20251201000000), (4, 3, 20251201000000), (5, 4, 20251201000000),
  (6, 5, 20251201000000), (7, 6, 20251201000000), (8, 7, 20251201000000), (9, 8, 20251201000000), (10, 9, 20251201000000);

-- 20,000 visitors
INSERT IGNORE INTO lupopedia_web.lupo_visitors
  (visitor_id, visitor_key, user_agent, metadata, created_ymdhis)
SELECT
  numbers.n + 1,
  MD5(CONCAT('visitor ', numbers.n)),
  ELT(numbers.n % 4 + 1, 'Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (iPhone)', 'curl/8.5', NULL),
  IF(numbers.n % 3 = 0, JSON_OBJECT('language', ELT(numbers.n % 5 + 1, 'en', 'de', '日本語', 'nb', 'ga')), NULL),
  20251201000000 + numbers.n % 30 * 1000000
FROM (
  SELECT a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit + 10000 * e.digit AS n
  FROM lupopedia_web.lupo_digits AS a
  CROSS JOIN lupopedia_web.lupo_digits AS b
  CROSS JOIN lupopedia_web.lupo_digits AS c
  CROSS JOIN lupopedia_web.lupo_digits AS d
  CROSS JOIN lupopedia_web.lupo_digits AS e
  WHERE e.digit < 2
) AS numbers;

-- 200 referring hosts
INSERT IGNORE INTO lupopedia_web.lupo_referrers
  (referrer_id, host, created_ymdhis)
SELECT
  numbers.n + 1,
  CONCAT(ELT(numbers.n % 4 + 1, 'search', 'news', 'blog', 'forum'), '-', numbers.n, '.example'),
  20251201000000
FROM (
  SELECT a.digit + 10 * b.digit + 100 * c.digit AS n
  FROM lupopedia_web.lupo_digits AS a
  CROSS JOIN lupopedia_web.lupo_digits AS b
  CROSS JOIN lupopedia_web.lupo_digits AS c
  WHERE c.digit < 2
) AS numbers;

-- 200,000 page views, about 6,667 a day
INSERT IGNORE INTO lupopedia_web.lupo_page_views
  (page_view_id, visitor_id, referrer_id, path, duration_ms, viewed_ymdhis, created_ymdhis)
SELECT
  numbers.n + 1,
  numbers.n * 7919 % 20000 + 1,
  IF(numbers.n % 5 = 0, NULL, numbers.n * 31 % 200 + 1),
  CONCAT('/', ELT(numbers.n % 6 + 1, 'welcome', 'doctrine', 'gardens', 'kart', 'ようこそ', 'search'), '/page-', numbers.n * 17 % 1500),
  IF(numbers.n % 9 = 0, NULL, numbers.n * 13 % 4000 + 20),
  20251201000000 + numbers.n DIV 6667 * 1000000 + numbers.n % 24 * 10000 + numbers.n * 7 % 60 * 100 + numbers.n * 13 % 60,
  20260101000000
FROM (
  SELECT a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit + 10000 * e.digit + 100000 * f.digit AS n
  FROM lupopedia_web.lupo_digits AS a
  CROSS JOIN lupopedia_web.lupo_digits AS b
  CROSS JOIN lupopedia_web.lupo_digits AS c
  CROSS JOIN lupopedia_web.lupo_digits AS d
  CROSS JOIN lupopedia_web.lupo_digits AS e
  CROSS JOIN lupopedia_web.lupo_digits AS f
  WHERE f.digit < 2
) AS numbers;
