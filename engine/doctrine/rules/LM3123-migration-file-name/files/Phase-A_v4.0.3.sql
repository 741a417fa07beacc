CREATE SCHEMA IF NOT EXISTS lupopedia_ephemeral;
