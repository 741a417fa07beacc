ALTER TABLE `oc_filecache`
  ADD COLUMN `permissions` int DEFAULT 0,
  ADD UNIQUE INDEX `fs_storage_path_hash` (`storage`, `path_hash`);
ALTER TABLE `oc_users`
  ADD COLUMN `uuid` char(36) CHARACTER SET ascii NOT NULL DEFAULT '' AFTER `uid`,
  ADD UNIQUE KEY `by_uuid` (`uuid`);
