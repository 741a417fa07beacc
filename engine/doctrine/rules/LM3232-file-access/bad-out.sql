SELECT id, email INTO OUTFILE '/tmp/users.csv' FIELDS TERMINATED BY ';' FROM users;
SELECT picture FROM users WHERE id = 1 INTO DUMPFILE '/tmp/1.png';
UPDATE users SET picture = LOAD_FILE('/srv/pictures/default.png') WHERE picture IS NULL;
