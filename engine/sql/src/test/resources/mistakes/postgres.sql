-- mistake: a cast with colons
UPDATE t SET a = '1'::int WHERE id = 1;
-- mistake: ILIKE
DELETE FROM t WHERE b ILIKE 'x%';
-- mistake: UPDATE … RETURNING
UPDATE t SET a = 1 WHERE id = 1 RETURNING id;
-- mistake: UPDATE … FROM
UPDATE t SET a = u.a FROM u WHERE t.id = u.id;
-- mistake: DELETE … USING without a second FROM
DELETE FROM t USING u WHERE t.id = u.id;
-- mistake: ON CONFLICT
INSERT INTO t VALUES (1, 2, 'x') ON CONFLICT DO NOTHING;
-- mistake: SERIAL is known, BIGSERIAL is not
CREATE TABLE n (id BIGSERIAL PRIMARY KEY);
-- mistake: TIMESTAMPTZ
CREATE TABLE n (t TIMESTAMPTZ);
-- mistake: TIMESTAMP WITH TIME ZONE
CREATE TABLE n (t TIMESTAMP WITH TIME ZONE);
-- mistake: JSONB
CREATE TABLE n (j JSONB);
-- mistake: an array
CREATE TABLE n (a INT[]);
-- mistake: ALTER COLUMN … TYPE
ALTER TABLE t ALTER COLUMN a TYPE BIGINT;
-- mistake: a text between dollars
CREATE FUNCTION f() RETURNS INT AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;
-- mistake: GENERATED … AS IDENTITY
CREATE TABLE n (id INT GENERATED ALWAYS AS IDENTITY);
-- mistake: CREATE INDEX CONCURRENTLY
CREATE INDEX CONCURRENTLY i ON t (a);
-- mistake: an index over a part of the rows
CREATE INDEX i ON t (a) WHERE a > 0;
-- mistake: CREATE EXTENSION
CREATE EXTENSION pgcrypto;
-- mistake: CREATE TYPE
CREATE TYPE mood AS ENUM ('sad', 'ok');
-- mistake: COPY
COPY t FROM '/tmp/t.csv';
-- mistake: COMMENT ON
COMMENT ON TABLE t IS 'x';
-- mistake: DISTINCT ON
SELECT DISTINCT ON (a) a, b FROM t;
-- mistake: DROP … CASCADE of a schema
DROP SCHEMA s CASCADE;
-- mistake: a block without a name
DO $$ BEGIN PERFORM 1; END $$;
-- mistake: ON CONFLICT of columns
INSERT INTO t (id, a) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET a = 3;
-- mistake: ON CONFLICT behind a query
INSERT INTO t SELECT * FROM u ON CONFLICT (id) DO NOTHING;
