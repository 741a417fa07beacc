ALTER TABLE orders MODIFY status ENUM('sent','new','paid') NOT NULL;
CREATE TABLE other (id BIGINT PRIMARY KEY, status ENUM('new','sent'));
