CREATE TABLE a (metadata JSON DEFAULT NULL, metadata_version VARCHAR(20), jsonb_text TEXT, has_json TINYINT(1));
