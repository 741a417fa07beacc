-- the parameter of the plan
CREATE TABLE ${prefix}orders (id INT PRIMARY KEY);
USE archive;
CREATE TABLE notes (id INT)
