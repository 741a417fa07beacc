ALTER TABLE a ADD CHECK (state = 'open' OR state = 'closed' OR state = 'waiting for an answer' OR state = 'given up');
