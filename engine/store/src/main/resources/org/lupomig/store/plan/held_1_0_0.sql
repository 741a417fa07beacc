-- Where objects are moved instead of being dropped, until their window ends.

CREATE SCHEMA IF NOT EXISTS `${held}` DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
