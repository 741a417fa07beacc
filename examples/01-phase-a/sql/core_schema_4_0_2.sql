-- The core schema of Lupopedia, as it was up to 4.0.2: everything in one place.
CREATE SCHEMA IF NOT EXISTS lupopedia DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
