ALTER TABLE logs ENGINE = Aria;
SET default_storage_engine = MYISAM;
CREATE TABLE more_logs (id INT PRIMARY KEY);
