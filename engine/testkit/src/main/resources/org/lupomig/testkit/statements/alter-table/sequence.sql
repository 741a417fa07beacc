-- what: ALTER TABLE on a sequence
-- given
CREATE SEQUENCE s START WITH 5;
DO NEXTVAL(s);
-- statement
ALTER TABLE s RENAME TO s2;
-- statement
ALTER TABLE s ENGINE=MyISAM;
-- statement
ALTER TABLE s COMMENT='numbers';
