-- option: columns = settings
CREATE TABLE a (metadata TEXT, settings TEXT, user_settings LONGTEXT);
