-- what: of all that may be said
-- given
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT DEFAULT 0);
CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INT, n TEXT);
INSERT INTO t VALUES (1, 'x', 2), (2, 'y', 3);
INSERT INTO u VALUES (1, 1, 'p'), (2, 2, 'q');
-- statement
ALTER TABLE t ADD COLUMN c INT
-- statement
ALTER TABLE t ADD d TEXT NOT NULL DEFAULT 'x' CHECK (d <> '') COLLATE NOCASE
-- statement
ALTER TABLE t ADD COLUMN e INT REFERENCES u (id) ON DELETE SET NULL
-- statement
ALTER TABLE t ADD COLUMN f AS (b + 1)
