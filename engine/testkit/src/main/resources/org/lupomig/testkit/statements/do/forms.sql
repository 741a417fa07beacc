-- what: expressions for their effect
-- traits: session
-- statement
DO 1, SLEEP(0), @a := 5;
-- statement
DO GET_LOCK('lm_lock', 0);
-- statement
DO RELEASE_LOCK('lm_lock');
