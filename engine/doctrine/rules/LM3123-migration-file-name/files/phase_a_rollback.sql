DROP SCHEMA IF EXISTS lupopedia_ephemeral;
