-- what: a list in a column becomes a table
-- given
CREATE TABLE article (id INT PRIMARY KEY, tags VARCHAR(100));
INSERT INTO article VALUES (1,'a,b'),(2,''),(3,NULL),(4,'b');
-- statement
CREATE TABLE tag (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(30) NOT NULL UNIQUE);
CREATE TABLE article_tag (article_id INT NOT NULL, tag_id INT NOT NULL, PRIMARY KEY (article_id, tag_id), FOREIGN KEY (article_id) REFERENCES article (id) ON DELETE CASCADE, FOREIGN KEY (tag_id) REFERENCES tag (id));
INSERT IGNORE INTO tag (name) WITH RECURSIVE s (id, word, rest) AS (SELECT id, CAST(SUBSTRING_INDEX(tags, ',', 1) AS CHAR(100)), CAST(IF(LOCATE(',', tags), SUBSTRING(tags, LOCATE(',', tags) + 1), '') AS CHAR(100)) FROM article WHERE tags <> '' UNION ALL SELECT id, SUBSTRING_INDEX(rest, ',', 1), IF(LOCATE(',', rest), SUBSTRING(rest, LOCATE(',', rest) + 1), '') FROM s WHERE rest <> '') SELECT word FROM s ORDER BY word;
INSERT INTO article_tag SELECT a.id, t.id FROM article a JOIN tag t ON FIND_IN_SET(t.name, a.tags);
ALTER TABLE article DROP COLUMN tags;
