-- what: a schema with nothing said about it
-- statement
CREATE DATABASE c3;
-- statement
-- what: SCHEMA for DATABASE, a name that needs quoting marks
CREATE SCHEMA `c4`;
