-- schemas
CREATE SCHEMA lupopedia_orchestration;
create database if not exists `lupopedia ephemeral` DEFAULT CHARACTER SET = utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT 'short;lived';
CREATE OR REPLACE DATABASE x;
CREATE SCHEMA x y z;
CREATE SCHEMA;
CREATE SCHEMA IF EXISTS x;
CREATE DATABASE `a``b`;
CREATE DATABASE "ansi";
ALTER DATABASE x CHARACTER SET utf8mb4;
CREATE SCHEMA x CHARACTER SET utf8mb4 SELECT 1;
DROP SCHEMA IF EXISTS x;
USE x;
USE `my-db`;
USE my-db;
USE x y;
use plain
USE  two  -- comment
CREATE TABLE t (a int);
SELECT DATABASE();
