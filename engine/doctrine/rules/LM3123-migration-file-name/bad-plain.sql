-- phase A
CREATE SCHEMA IF NOT EXISTS lupopedia_ephemeral;
CREATE SCHEMA IF NOT EXISTS lupopedia_orchestration;
