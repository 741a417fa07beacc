CREATE TABLE a (id BIGINT PRIMARY KEY, code INT, KEY code_1 (code), KEY code_2 (code));
CREATE INDEX by_id ON a (id);
