-- what: names of locks are short
-- refused: 1059
-- statement
SELECT GET_LOCK(REPEAT('x', 193), 0);
