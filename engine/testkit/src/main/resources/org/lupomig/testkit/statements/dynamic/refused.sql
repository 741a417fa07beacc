-- what: texts that are no statements
-- traits: session
-- statement
-- refused: 1064
PREPARE stmt FROM 'SELEKT 1';
-- statement
-- refused: 1243
EXECUTE missing;
-- statement
-- refused: 1243
DEALLOCATE PREPARE missing;
-- statement
-- refused: 1210
PREPARE stmt FROM 'SELECT ?';
EXECUTE stmt;
-- statement
-- refused: 1064
EXECUTE IMMEDIATE 'SELECT 1; SELECT 2';
-- statement
-- refused: 1644
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no', MYSQL_ERRNO = 1644;
-- statement
-- refused: 1645
RESIGNAL;
