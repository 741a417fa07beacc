package org.lupomig.store.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Accounts and roles that come along with a copy: without passwords, and with no rights on what is not copied. */
class AccountCopyIT {
    private static final String[] DROPS = {
        "DROP USER IF EXISTS lm_app, lm_other@localhost", "DROP ROLE IF EXISTS lm_reader, lm_senior, `lm ``odd`"
    };

    private final TestDatabase database = TestDatabase.get();
    private final MariaDbServer server = connect();

    private static MariaDbServer connect() {
        AddressText.Reading.Address address = (AddressText.Reading.Address)
                AddressText.read(TestDatabase.get().jdbcUrlWithAccount());
        return ((Connecting.Connected) MariaDbServer.connect(address.address())).server();
    }

    @BeforeEach
    void make() throws SQLException {
        database.clear();
        database.execute(DROPS);
        database.execute(
                "CREATE SCHEMA d",
                "CREATE TABLE d.t (id INT PRIMARY KEY)",
                "CREATE SCHEMA elsewhere",
                "CREATE TABLE elsewhere.t (id INT PRIMARY KEY)",
                "CREATE USER lm_app IDENTIFIED BY 'geheim-1'",
                "CREATE USER lm_other@localhost",
                "CREATE ROLE lm_reader",
                "CREATE ROLE lm_senior",
                "CREATE ROLE `lm ``odd`",
                "GRANT lm_reader TO lm_senior",
                "GRANT lm_senior TO lm_app WITH ADMIN OPTION",
                "SET DEFAULT ROLE lm_senior FOR lm_app",
                "GRANT PROCESS ON *.* TO lm_app WITH GRANT OPTION",
                "GRANT INSERT ON d.* TO lm_app",
                "GRANT SELECT (id), UPDATE ON d.t TO lm_reader",
                "GRANT SELECT ON elsewhere.t TO lm_app",
                "CREATE DEFINER=`lm ``odd` VIEW d.v AS SELECT id FROM d.t");
    }

    @AfterEach
    void drop() throws SQLException {
        database.execute(DROPS);
        server.close();
    }

    private static AccountRef named(String name) {
        return new AccountRef(AccountRef.Type.NAMED, name, null, new Span(0, 0));
    }

    private SchemaCopy copy() {
        return SchemaCopy.read(server, List.of("d"), List.of(named("lm_app"), named("lm_gone")), 0);
    }

    @Test
    void whatAPlanNamesComesWithItsRolesAndRights() throws SQLException {
        List<String> app = database.query("SHOW GRANTS FOR lm_app");
        List<String> senior = database.query("SHOW GRANTS FOR lm_senior");
        SchemaCopy copy = copy();
        database.execute("DROP SCHEMA d", "DROP SCHEMA elsewhere");
        database.execute(DROPS);

        assertThat(copy.putOn(ScratchContents.ofOwn(server))).isEmpty();

        List<String> now = database.query("SHOW GRANTS FOR lm_app");
        assertThat(now).allMatch(line -> !line.contains("PASSWORD"));
        assertThat(now)
                .containsExactlyInAnyOrderElementsOf(app.stream()
                        .filter(line -> !line.contains("elsewhere"))
                        .map(line -> line.replaceFirst(" IDENTIFIED BY PASSWORD '[^']*'", ""))
                        .toList());
        assertThat(database.query("SHOW GRANTS FOR lm_senior")).containsExactlyInAnyOrderElementsOf(senior);
        assertThat(database.query("SHOW CREATE USER lm_app").get(0)).contains("ACCOUNT LOCK");
        assertThat(database.query("SELECT User FROM mysql.global_priv WHERE User IN ('lm_app', 'lm_other', 'lm_reader',"
                        + " 'lm_senior', 'lm `odd') ORDER BY User"))
                .containsExactly("lm `odd", "lm_app", "lm_reader", "lm_senior");
        assertThat(database.query("SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = 'd'"))
                .containsExactly("lm `odd@");
    }

    @Test
    void whatIsThereAlreadyStaysAsItIs() throws SQLException {
        SchemaCopy copy = copy();
        database.execute("DROP SCHEMA d", "REVOKE INSERT ON d.* FROM lm_app");
        List<String> app = database.query("SHOW GRANTS FOR lm_app");

        copy.putOn(ScratchContents.ofShared(server));

        assertThat(database.query("SHOW GRANTS FOR lm_app")).isEqualTo(app);
    }
}
