SELECT 1;
SOURCE circle_back.sql
