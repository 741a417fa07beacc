-- phase A, as it was first written
USE `lupopedia`;
RENAME TABLE lupo_sessions TO lupopedia_ephemeral.lupo_sessions;
ALTER TABLE `lupo_actors` ADD COLUMN nick VARCHAR(80);
UPDATE lupo_actors a SET a.nick = a.slug WHERE a.nick IS NULL;
DROP VIEW IF EXISTS lupo_names;
