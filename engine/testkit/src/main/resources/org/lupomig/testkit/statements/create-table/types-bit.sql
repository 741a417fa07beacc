-- what: bit fields and their defaults
-- statement
CREATE TABLE t (a BIT, b BIT(1) NOT NULL DEFAULT b'0', c BIT(64), d BIT(8) DEFAULT x'1F');
