-- what: double rows are thrown away before a key comes
-- given
CREATE TABLE subscription (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id INT NOT NULL, topic VARCHAR(20));
INSERT INTO subscription VALUES (1,1,'a'),(2,1,'a'),(3,2,NULL),(4,2,NULL),(5,0,'');
-- statement
DELETE a FROM subscription a JOIN subscription b ON a.user_id = b.user_id AND a.topic <=> b.topic AND a.id > b.id;
ALTER TABLE subscription ADD UNIQUE KEY uq_user_topic (user_id, topic);
-- statement
ALTER TABLE subscription ADD COLUMN `topic_key` VARCHAR(20) GENERATED ALWAYS AS (IFNULL(topic, '')) STORED, ADD INDEX (topic_key);
