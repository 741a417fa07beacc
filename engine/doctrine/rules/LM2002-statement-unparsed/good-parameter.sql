CREATE TABLE ${prefix}a (id INT);
