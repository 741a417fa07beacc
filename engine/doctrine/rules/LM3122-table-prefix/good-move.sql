RENAME TABLE shop.orders TO archive.orders;
DROP TABLE IF EXISTS livehelp_old;
ALTER TABLE Visits ADD COLUMN page_id BIGINT UNSIGNED;
