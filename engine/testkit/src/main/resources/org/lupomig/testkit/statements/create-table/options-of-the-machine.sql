-- what: options that need a folder or a key of the machine
-- traits: parsed
-- statement
CREATE TABLE t (a INT) ENGINE=InnoDB DATA DIRECTORY='/nowhere/data';
-- statement
CREATE TABLE t (a INT) ENGINE=MyISAM DATA DIRECTORY='/nowhere/data' INDEX DIRECTORY='/nowhere/index';
-- statement
CREATE TABLE t (a INT) ENGINE=InnoDB ENCRYPTED=YES ENCRYPTION_KEY_ID=2;
-- statement
CREATE TABLE t (a INT) ENGINE=FEDERATED CONNECTION='mysql://user@host:3306/schema/table';
