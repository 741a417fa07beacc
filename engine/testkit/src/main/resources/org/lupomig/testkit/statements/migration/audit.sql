-- what: a table that triggers keep a journal of
-- traits: random
-- given
CREATE TABLE account (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, balance DECIMAL(12,2) NOT NULL DEFAULT 0);
INSERT INTO account VALUES (1,10.50),(2,-3.00);
-- statement
CREATE TABLE account_journal (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, account_id INT NOT NULL, before_value DECIMAL(12,2), after_value DECIMAL(12,2), at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6));
DELIMITER $$
CREATE TRIGGER account_update AFTER UPDATE ON account FOR EACH ROW
BEGIN
  IF NOT (OLD.balance <=> NEW.balance) THEN
    INSERT INTO account_journal (account_id, before_value, after_value) VALUES (NEW.id, OLD.balance, NEW.balance);
  END IF;
END$$
DELIMITER ;
UPDATE account SET balance = balance + 1;
