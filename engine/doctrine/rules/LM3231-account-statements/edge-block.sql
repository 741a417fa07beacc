SET STATEMENT max_statement_time = 5 FOR GRANT SELECT ON wiki.* TO reader;
