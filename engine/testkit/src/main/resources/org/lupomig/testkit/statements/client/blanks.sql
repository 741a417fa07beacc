-- what: blanks of every kind between words, and none
-- given
CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(30));
INSERT INTO t VALUES (0,''),(1,NULL);
-- statement
INSERT	INTO
  t(id,n)VALUES(2,'a'),(3,'b')ON	DUPLICATE KEY UPDATE n=n;
-- statement
insert into`t`values(2,'a');
-- statement
sElEcT(1)FROM`t`WHERE`id`IN(1)AND'a'='a';
