-- what: dropping a column shrinks the key that it is part of
-- given
CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY ab (a, b), KEY ba (b, a), KEY only_a (a));
INSERT INTO t VALUES (0,1,NULL),(1,NULL,-2);
-- statement
ALTER TABLE t DROP COLUMN a;
-- statement
-- what: the key over the column and the primary key's
ALTER TABLE t ADD KEY a_id (a, id), DROP COLUMN b;
