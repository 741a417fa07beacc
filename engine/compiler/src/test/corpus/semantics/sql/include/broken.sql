-- what is wrong is said where it stands
CREATE TABLE ${prefix} (id INT);
  INSRT INTO t VALUES (1);
SELECT ${undeclared};
SELECT 'open
