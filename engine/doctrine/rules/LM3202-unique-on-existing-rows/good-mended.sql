DELETE x FROM tags x JOIN tags y ON x.name = y.name AND x.id > y.id;
ALTER TABLE tags ADD UNIQUE KEY by_name (name);
ALTER TABLE term DROP INDEX by_slug, ADD UNIQUE INDEX by_slug (slug(191));
