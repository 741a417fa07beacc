CREATE SCHEMA bookshop DEFAULT CHARACTER SET utf8mb4;
USE bookshop;

CREATE TABLE authors (
  id    INT UNSIGNED NOT NULL PRIMARY KEY,
  name  VARCHAR(80) NOT NULL,
  born  DATE NULL,
  phone VARCHAR(40) NULL
) ENGINE=InnoDB;

CREATE TABLE books (
  id     INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  author INT UNSIGNED NOT NULL,
  title  VARCHAR(200) NOT NULL,
  price  DECIMAL(7,2) NOT NULL DEFAULT 9.90,
  CONSTRAINT of_author FOREIGN KEY (author) REFERENCES authors (id)
) ENGINE=InnoDB;

CREATE TABLE visits (
  day   DATE NOT NULL,
  page  VARCHAR(80) NOT NULL,
  times INT UNSIGNED NOT NULL,
  PRIMARY KEY (day, page)
) ENGINE=InnoDB
  PARTITION BY RANGE COLUMNS (day) (
    PARTITION of_2024 VALUES LESS THAN ('2025-01-01'),
    PARTITION of_2025 VALUES LESS THAN ('2026-01-01'),
    PARTITION since VALUES LESS THAN (MAXVALUE));

CREATE TABLE drafts (id INT PRIMARY KEY, body TEXT) ENGINE=InnoDB;
CREATE TABLE cart (book INT UNSIGNED NOT NULL, copies INT NOT NULL) ENGINE=InnoDB;

INSERT INTO authors VALUES
  (1, 'Ada Lovelace', '1815-12-10', '+44 1'),
  (2, 'Emmy Noether', '1882-03-23', NULL),
  (3, 'Sofja Kowalewskaja', NULL, '+7 3');
INSERT INTO books (author, title, price) VALUES
  (1, 'Notes', 12.00), (2, 'Invariants', 30.50), (2, 'Ideals', DEFAULT), (3, 'Rotations', 18.00);
INSERT INTO visits VALUES ('2024-05-01', '/', 7), ('2025-05-01', '/', 9), ('2026-05-01', '/books', 4);
INSERT INTO drafts VALUES (1, 'Unfinished.'), (2, NULL);
INSERT INTO cart VALUES (1, 2), (1, 2), (4, 1);

CREATE VIEW catalogue AS
  SELECT books.title, authors.name FROM books JOIN authors ON authors.id = books.author;
