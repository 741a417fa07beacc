-- what: names that need quoting marks
-- statement
CREATE TABLE `select` (`from` INT, `a b` INT, `back``tick` INT, `ünïcode` INT, `2nd` INT, `a.b` INT);
-- statement
CREATE TABLE 2fa_codes (1st INT, _x INT, $y INT, nümber INT);
-- statement
CREATE TABLE c2 . `t` (a INT);
-- statement
-- what: words that are not reserved
CREATE TABLE action (bit INT, date INT, data INT, end INT, no INT, open INT, status INT, text INT, time INT, timestamp INT, type INT, value INT, year INT);
