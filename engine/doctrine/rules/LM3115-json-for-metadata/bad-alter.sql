ALTER TABLE lupopedia.lupo_media ADD COLUMN media_metadata VARCHAR(2000) NOT NULL DEFAULT '' AFTER slug;
