-- what: sessions are ended, servers and replicas started and stopped
-- traits: parsed
-- statement
KILL 12345;
-- statement
KILL HARD CONNECTION 12345;
-- statement
KILL SOFT QUERY ID 99;
-- statement
KILL USER 'lm_a'@'localhost';
-- statement
SHUTDOWN;
-- statement
STOP SLAVE;
-- statement
CHANGE MASTER TO MASTER_HOST = 'db.example.org', MASTER_PORT = 3306, MASTER_USE_GTID = slave_pos;
-- statement
PURGE BINARY LOGS BEFORE '2020-01-01 00:00:00';
-- statement
RESET MASTER;
-- statement
INSTALL SONAME 'nothing';
-- statement
UNINSTALL PLUGIN nothing;
-- statement
BACKUP STAGE START;
-- statement
CREATE FUNCTION lm_udf RETURNS STRING SONAME 'nothing.so';
-- statement
CREATE OR REPLACE AGGREGATE FUNCTION lm_udf RETURNS REAL SONAME 'nothing.so';
-- statement
ALTER SERVER lm_s OPTIONS (USER 'other');
-- statement
DROP SERVER IF EXISTS lm_s;
-- statement
CREATE SERVER lm_s FOREIGN DATA WRAPPER mysql OPTIONS (HOST '127.0.0.1', DATABASE 'x', USER 'y', PASSWORD 'z', PORT 3306);
