CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  status ENUM('new','paid','sent') NOT NULL DEFAULT 'new'
);
ALTER TABLE orders MODIFY status ENUM('new','checked','paid','sent') NOT NULL DEFAULT 'new';
