-- what: a comment on a new schema
-- statement
CREATE DATABASE c3 COMMENT 'what an editor''s "pages" are in';
