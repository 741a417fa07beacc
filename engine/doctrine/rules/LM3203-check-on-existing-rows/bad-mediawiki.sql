ALTER TABLE `mw_page`
  ADD COLUMN `page_lang` varbinary(35) DEFAULT NULL,
  ADD CONSTRAINT `page_len_is_positive` CHECK (`page_len` >= 0 AND `page_latest` > 0);
