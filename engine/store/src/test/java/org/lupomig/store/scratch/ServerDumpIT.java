package org.lupomig.store.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a rehearsal compares with is only as good as what it sees. */
class ServerDumpIT {
    private final TestDatabase database = TestDatabase.get();
    private MariaDbServer server = connect();

    private static MariaDbServer connect() {
        AddressText.Reading.Address address = (AddressText.Reading.Address)
                AddressText.read(TestDatabase.get().jdbcUrlWithAccount());
        return ((Connecting.Connected) MariaDbServer.connect(address.address())).server();
    }

    @BeforeEach
    void make() throws SQLException {
        database.clear();
        server.close();
        server = connect();
        database.execute(
                "CREATE SCHEMA d",
                "CREATE TABLE d.t (id INT AUTO_INCREMENT PRIMARY KEY, n INT, hidden INT INVISIBLE, KEY a (n), KEY b (n))",
                "INSERT INTO d.t (n, hidden) VALUES (1, 10), (2, 20)",
                "CREATE TABLE d.p (id INT PRIMARY KEY)",
                "CREATE TABLE d.v (id INT PRIMARY KEY) WITH SYSTEM VERSIONING",
                "INSERT INTO d.v VALUES (1)",
                "CREATE VIEW d.w AS SELECT n FROM d.t",
                "CREATE SEQUENCE d.s",
                "CREATE FUNCTION d.f() RETURNS INT RETURN 1",
                "CREATE TRIGGER d.tr BEFORE INSERT ON d.t FOR EACH ROW SET NEW.n = 1",
                "CREATE EVENT d.e ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM d.p",
                "CREATE USER lm_dumped IDENTIFIED BY 'x'",
                "CREATE ROLE lm_role");
    }

    @AfterEach
    void close() throws SQLException {
        server.close();
        database.execute("DROP ROLE IF EXISTS lm_role", "SET GLOBAL max_heap_table_size = DEFAULT");
    }

    private ServerDump dump() {
        return ServerDump.of(server, StoreSchemas.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER SCHEMA d CHARACTER SET latin1 | schema d",
                "ALTER TABLE d.t ADD UNIQUE KEY c (id, n) | table d.t",
                "ALTER TABLE d.p COMMENT 'x' | table d.p",
                "UPDATE d.t SET n = n + 1 | content of table d.t",
                "UPDATE d.t SET hidden = NULL WHERE id = 1 | content of table d.t",
                "UPDATE d.t SET hidden = 30 - hidden | content of table d.t",
                "INSERT INTO d.p VALUES (1) | content of table d.p",
                "CREATE OR REPLACE VIEW d.w AS SELECT id FROM d.t | view d.w",
                "DO NEXTVAL(d.s) | sequence d.s",
                "CREATE OR REPLACE FUNCTION d.f() RETURNS INT RETURN 2 | function d.f",
                "CREATE OR REPLACE TRIGGER d.tr AFTER INSERT ON d.t FOR EACH ROW SET @a = 1 | trigger d.tr",
                "ALTER EVENT d.e COMMENT 'x' | event d.e",
                "GRANT SELECT (n) ON d.t TO lm_dumped | account 'lm_dumped'@'%'",
                "GRANT lm_role TO lm_dumped | account 'lm_dumped'@'%'",
                "ALTER USER lm_dumped ACCOUNT LOCK | account 'lm_dumped'@'%'",
                "GRANT DELETE ON d.* TO lm_role | account 'lm_role'@''",
                "SET GLOBAL max_heap_table_size = 1048576 | variable max_heap_table_size",
                "CREATE SERVER lm_s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'h') | mysql.servers",
                "DROP TABLE d.p | content of table d.p, table d.p",
            })
    void everyChangeIsSeenByName(String change, String names) throws SQLException {
        ServerDump before = dump();

        database.execute(change);

        assertThat(before.differences(dump()).stream().map(Difference::what))
                .as(change)
                .containsExactly(names.split(", ", -1));
        database.execute("DROP SERVER IF EXISTS lm_s");
    }

    @Test
    void whatIsNoPartOfAsItWasIsNotSeen() throws SQLException {
        ServerDump before = dump();

        database.execute(
                "ALTER TABLE d.t AUTO_INCREMENT = 100, DROP KEY a, ADD KEY a (n)",
                "UPDATE d.v SET id = 2",
                "UPDATE d.v SET id = 1",
                "CREATE SCHEMA lupomig_held",
                "CREATE TABLE lupomig_held.x (id INT)");

        assertThat(before.differences(dump())).isEmpty();
        assertThat(before.size()).isGreaterThan(20);
    }

    @Test
    void aSecondRunMayMakeOtherValuesAndNotMoreOfThem() throws SQLException {
        ServerDump before = dump();
        database.execute("UPDATE d.t SET n = n + 1");
        assertThat(before.outlineDifferences(dump())).isEmpty();
        assertThat(before.differences(dump()))
                .extracting(Difference::clause)
                .containsExactly("it has other values in column n of 2 rows");

        database.execute("INSERT INTO d.t (n) VALUES (3)");
        assertThat(before.outlineDifferences(dump()))
                .extracting(Difference::clause)
                .containsExactly("it was '2 rows', and is '3 rows'");
    }

    @Test
    void whenAnEventWasMadeIsNoPartOfItsOutline() throws SQLException {
        database.execute(
                "CREATE EVENT d.other ON SCHEDULE EVERY 2 DAY STARTS '2031-01-01 00:00:00' DO DO ' STARTS ''x'' '",
                "CREATE EVENT d.once ON SCHEDULE AT '2031-01-01 00:00:00' DO DO 1");
        ServerDump before = dump();

        database.execute(
                "ALTER EVENT d.other ON SCHEDULE EVERY 2 DAY STARTS '2031-01-01 00:00:01'",
                "ALTER EVENT d.once ON SCHEDULE AT '2031-01-01 00:00:01'");
        assertThat(before.outlineDifferences(dump())).isEmpty();
        assertThat(before.differences(dump())).hasSize(2);

        database.execute(
                "ALTER EVENT d.other ON SCHEDULE EVERY 3 DAY STARTS '2031-01-01 00:00:01' DO DO ' STARTS ''x'' '",
                "ALTER EVENT d.once DO DO ' AT ''y'' '");
        assertThat(before.outlineDifferences(dump()))
                .extracting(Difference::what)
                .containsExactly("event d.once", "event d.other");
    }

    @Test
    void secretsAreToldApartAndNotShown() throws SQLException {
        database.execute(
                "CREATE SERVER lm_s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'u', PASSWORD 'geheim-1', HOST 'h')",
                "CREATE FUNCTION d.g() RETURNS TEXT RETURN PASSWORD('geheim-1')");
        try {
            ServerDump before = dump();
            database.execute(
                    "ALTER SERVER lm_s OPTIONS (PASSWORD 'geheim-2')",
                    "ALTER USER lm_dumped IDENTIFIED VIA mysql_native_password USING PASSWORD('geheim-2') OR unix_socket",
                    "CREATE OR REPLACE FUNCTION d.g() RETURNS TEXT RETURN PASSWORD('geheim-2')");

            List<Difference> differences = before.differences(dump());

            assertThat(differences)
                    .extracting(Difference::what)
                    .containsExactly("account 'lm_dumped'@'%'", "function d.g", "mysql.servers");
            assertThat(differences).allSatisfy(difference -> assertThat(difference.clause())
                    .doesNotContain("geheim")
                    .doesNotContain(
                            database.query("SELECT PASSWORD('geheim-2')").get(0).substring(1))
                    .doesNotContain(
                            database.query("SELECT PASSWORD('x')").get(0).substring(1))
                    .doesNotContainPattern("[0-9a-fA-F]{20}"));
            assertThat(differences.get(2).clause()).contains("lm_s|h||u|'<secret>'|");
        } finally {
            database.execute("DROP SERVER IF EXISTS lm_s");
        }
    }

    @Test
    void aCopyIsTheSameAsWhatItWasMadeOf() throws SQLException {
        ServerDump before = dump();
        SchemaCopy copy = SchemaCopy.read(server, List.of("d", "nowhere"), List.of(), 100);
        ScratchContents contents = ScratchContents.ofOwn(server);
        database.execute("DROP SCHEMA d");

        assertThat(copy.extent()).isEqualTo("1 schema, 3 tables");
        assertThat(copy.putOn(contents)).isEmpty();
        assertThat(before.differences(dump())).isEmpty();
    }

    @Test
    void whatIsClearedIsWhatWasNotThereAtFirst() throws SQLException {
        ScratchContents contents = ScratchContents.ofOwn(server);
        database.execute("CREATE USER lm_later", "CREATE ROLE lm_later_role");

        contents.clear();

        assertThat(ScratchContents.schemas(server)).isEmpty();
        assertThat(database.query("SELECT User FROM mysql.global_priv WHERE User LIKE 'lm\\_%' ORDER BY User"))
                .containsExactly("lm_dumped", "lm_role");
    }

    @Test
    void ofAServerThatOthersReachOnlyWhatWasMadeHereIsCleared() throws SQLException {
        ScratchContents contents = ScratchContents.ofShared(server);
        contents.expect(List.of("d", "lupomig_ephemeral"));

        assertThat(contents.send(List.of(
                        "CREATE DATABASE `mine`",
                        "CREATE USER lm_mine",
                        "CREATE ROLE lm_mine_role",
                        "DROP ROLE lm_role",
                        "CREATE ROLE lm_role")))
                .isNull();
        database.execute(
                "CREATE SCHEMA theirs", "CREATE SCHEMA lupomig_ephemeral", "CREATE USER lm_theirs", "CREATE ROLE lm_r");
        contents.clear();

        assertThat(ScratchContents.schemas(server)).containsExactly("d", "theirs");
        assertThat(database.query("SELECT User FROM mysql.global_priv WHERE User LIKE 'lm\\_%' ORDER BY User"))
                .containsExactly("lm_dumped", "lm_r", "lm_role", "lm_theirs");
        assertThat(contents.strangers()).containsExactly("account 'lm_theirs'@'%'", "role 'lm_r'", "schema theirs");
        database.execute("DROP ROLE lm_r");
    }
}
