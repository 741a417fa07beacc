-- what: zero dates become NULL
-- given
SET SESSION sql_mode = '';
CREATE TABLE item (id INT PRIMARY KEY, gone DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', seen DATE);
INSERT INTO item VALUES (1,'0000-00-00 00:00:00','2020-00-00'),(2,'2020-01-01 00:00:00',NULL);
-- statement
ALTER TABLE item MODIFY gone DATETIME NULL DEFAULT NULL;
UPDATE item SET gone = NULL WHERE gone = '0000-00-00 00:00:00';
-- statement
SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE';
-- statement
-- what: the table's own definition is refused with these modes
-- refused: 1067
SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE';
ALTER TABLE item MODIFY gone DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00';
