-- Safe to run again.
CREATE SCHEMA IF NOT EXISTS lupopedia_web_archive DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
