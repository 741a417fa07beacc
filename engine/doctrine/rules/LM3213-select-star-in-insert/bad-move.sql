INSERT IGNORE INTO `llx_c_country_new` (`rowid`, `code`, `label`)
SELECT c.* FROM `llx_c_country` AS c
LEFT JOIN `llx_c_regions` AS r ON r.code = c.code
WHERE EXISTS (SELECT * FROM `llx_societe` AS s WHERE s.country = c.rowid);
