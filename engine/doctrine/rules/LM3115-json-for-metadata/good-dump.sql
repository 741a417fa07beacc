CREATE TABLE `a` (
  `metadata` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`metadata`))
);
CREATE TABLE b (metadata TEXT, CONSTRAINT valid CHECK (metadata IS NULL OR JSON_VALID (metadata)));
