\. gone.sql
