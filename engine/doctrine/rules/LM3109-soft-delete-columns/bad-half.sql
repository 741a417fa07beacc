-- from the consolidation of three databases into one
CREATE TABLE `proposals` (
  `id` bigint(20) unsigned NOT NULL,
  `hypothesis` text NOT NULL,
  `is_deleted` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
);
CREATE TABLE tasks (id BIGINT UNSIGNED NOT NULL PRIMARY KEY, deleted_ymdhis BIGINT);
