-- what: the character set of the client; not run, since the driver ends a connection that is not UTF-8
-- traits: parsed session
-- statement
SET NAMES latin1;
-- statement
SET NAMES 'latin1' COLLATE 'latin1_bin';
-- statement
-- refused: 1115
SET CHARSET 'cp1252';
