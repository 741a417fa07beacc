-- mistake: WHERE before SET
UPDATE t WHERE id = 1 SET a = 2;
-- mistake: ORDER BY before WHERE
SELECT * FROM t ORDER BY id WHERE a = 1;
-- mistake: LIMIT before ORDER BY
DELETE FROM t LIMIT 1 ORDER BY id;
-- mistake: HAVING before GROUP BY
SELECT a FROM t HAVING a > 1 GROUP BY a;
-- mistake: options before columns
CREATE TABLE n ENGINE = InnoDB (id INT);
-- mistake: an option that there is not
CREATE TABLE n (id INT) ENGIN = InnoDB;
-- mistake: an option without value
CREATE TABLE n (id INT) ENGINE =;
-- mistake: COLUMN without name
ALTER TABLE t DROP COLUMN;
-- mistake: no table behind INTO
INSERT INTO VALUES (1, 2, 'x');
-- mistake: UPDATE without SET
UPDATE t WHERE id = 1;
-- mistake: DELETE without FROM
DELETE WHERE id = 1;
-- mistake: a foreign key without table
CREATE TABLE n (id INT, FOREIGN KEY (id) REFERENCES);
-- mistake: ON DELETE without action
CREATE TABLE n (id INT, FOREIGN KEY (id) REFERENCES t (id) ON DELETE);
-- mistake: an action of a foreign key that there is not
CREATE TABLE n (id INT, FOREIGN KEY (id) REFERENCES t (id) ON DELETE REMOVE);
-- mistake: an index without columns
CREATE INDEX i ON t;
-- mistake: an index without table
CREATE INDEX i (a);
-- mistake: RENAME with AS in place of TO
RENAME TABLE t AS n;
-- mistake: MODIFY without definition
ALTER TABLE t MODIFY COLUMN a;
-- mistake: CHANGE without new name
ALTER TABLE t CHANGE COLUMN a INT;
-- mistake: a trigger without time
CREATE TRIGGER r INSERT ON t FOR EACH ROW SET NEW.a = 1;
-- mistake: TRUNCATE with a condition
TRUNCATE TABLE t WHERE id = 1;
-- mistake: an AND without its other side
DELETE FROM t WHERE id = 1 AND;
-- mistake: a comparison without value
UPDATE t SET a = WHERE id = 1;
-- mistake: BETWEEN without AND
DELETE FROM t WHERE id BETWEEN 1, 2;
-- mistake: CASE without END
UPDATE t SET a = CASE WHEN id = 1 THEN 2 WHERE id = 1;
-- mistake: GRANT without TO
GRANT SELECT ON c.t u;
-- mistake: a privilege that there is not
GRANT REED ON c.t TO u;
