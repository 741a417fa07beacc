-- from the consolidation of three databases into one
CREATE TABLE IF NOT EXISTS proposals (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  hypothesis TEXT NOT NULL,
  performance_json MEDIUMTEXT CHARACTER SET utf8mb4,
  metadata TEXT
);
