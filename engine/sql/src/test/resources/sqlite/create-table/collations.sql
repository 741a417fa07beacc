-- what: how texts are compared
-- statement
CREATE TABLE a (n TEXT COLLATE NOCASE, m TEXT COLLATE "RTRIM" NOT NULL, b TEXT NOT NULL COLLATE binary)
