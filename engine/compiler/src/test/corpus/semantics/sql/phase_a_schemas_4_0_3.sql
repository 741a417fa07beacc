-- The two schemas beside the core.
CREATE SCHEMA IF NOT EXISTS lupopedia_orchestration;
CREATE SCHEMA IF NOT EXISTS lupopedia_ephemeral DEFAULT CHARACTER SET utf8mb4;
