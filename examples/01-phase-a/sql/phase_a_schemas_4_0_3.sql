-- The two federated schemas of phase A.

-- Migrations, monitoring, audit, agents at work, memory, limits, governance.
CREATE SCHEMA IF NOT EXISTS lupopedia_orchestration DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Sessions, daily numbers, raw page views, tokens, content in processing: what may be lost without harm.
CREATE SCHEMA IF NOT EXISTS lupopedia_ephemeral DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
