CREATE TABLE utf8 (utf8 VARCHAR(20) NOT NULL DEFAULT 'utf8', kind ENUM('utf8', 'latin1'));
SET NAMES utf8;
