-- what: the comment of a schema
-- given
ALTER DATABASE c2 COMMENT 'before';
-- statement
ALTER DATABASE c2 COMMENT = 'after';
-- statement
ALTER DATABASE c2 COMMENT '';
