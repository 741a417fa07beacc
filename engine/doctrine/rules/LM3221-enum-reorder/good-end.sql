CREATE TABLE orders (id BIGINT PRIMARY KEY, status ENUM('new','paid') NOT NULL, kind ENUM('a','b'));
ALTER TABLE orders MODIFY status ENUM('new','paid','sent') NOT NULL;
ALTER TABLE orders MODIFY kind ENUM('A','c');
ALTER TABLE orders MODIFY kind VARCHAR(10);
