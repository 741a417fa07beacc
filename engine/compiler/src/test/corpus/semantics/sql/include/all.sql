USE shop;
source table.sql
SOURCE trigger.sql;
INSERT INTO notes VALUES (1) //
