ALTER TABLE `entity_permissions`
  CHANGE `restrictable_id` `entity_id` int unsigned NOT NULL,
  ADD KEY `by_entity` (`entity_id`);
ALTER TABLE `restrictions` RENAME TO `entity_permissions_old`;
ALTER TABLE `roles` ADD COLUMN `hidden` tinyint NOT NULL DEFAULT 0, RENAME TO `user_roles`;
