CREATE TABLE fresh (id INT PRIMARY KEY);
CREATE TABLE stock.other LIKE fresh;
