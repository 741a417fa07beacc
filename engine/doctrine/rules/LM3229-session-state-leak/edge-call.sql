CALL p(@out);
SELECT @out;
SET GLOBAL sql_mode = '';
