package org.lupomig.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

class WireIT {
    /** The second command that is counted, before it and behind it. */
    private static final int BEFORE = 3;

    private static final int BEHIND = 4;

    private final TestDatabase database = TestDatabase.get();

    @BeforeEach
    void table() throws Exception {
        database.clear();
        database.execute("CREATE SCHEMA wired", "CREATE TABLE wired.t (id INT PRIMARY KEY) ENGINE=InnoDB");
    }

    @Test
    void theFirstOfSuchCommandsIsStruckAndNoOther() throws Exception {
        try (Wire wire = Wire.before(
                        database,
                        command -> command.text().contains("(2)"),
                        new Strike.Refuses(1114, "HY000", "no room"));
                Connection over = wire.database().connect();
                Statement statement = over.createStatement()) {
            statement.execute("INSERT INTO wired.t VALUES (1)");
            assertThat(wire.struck()).isFalse();
            assertThatThrownBy(() -> statement.execute("INSERT INTO wired.t VALUES (2)"))
                    .hasMessageContaining("no room");
            assertThat(wire.struck()).isTrue();
            statement.execute("INSERT INTO wired.t VALUES (2)");
        }
        assertThat(database.query("SELECT id FROM wired.t ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void theFirstOfSuchCommandsIsDoneWhenItIsStruckBehind() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        try (Wire wire = Wire.behind(
                        database,
                        command -> command.text().contains("(2)"),
                        new Strike.Ends(() -> seen.set(counted())));
                Connection over = wire.database().connect()) {
            send(over, 1);
            assertThat(wire.struck()).isFalse();
            assertThatThrownBy(() -> send(over, 2)).isInstanceOf(SQLException.class);

            assertThat(wire.struck()).isTrue();
            assertThat(seen).hasValue(2);
        }
        assertThat(database.query("SELECT id FROM wired.t")).containsExactly("1", "2");
        Strike refuses = new Strike.Refuses(1114, "HY000", "no room");
        assertThatThrownBy(() -> Wire.behind(database, command -> true, refuses))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsWhatMayChangeSomethingOnAllLines() throws Exception {
        try (Wire wire = Wire.to(database)) {
            try (Connection one = wire.database().connect();
                    Connection other = wire.database().connect()) {
                send(one, 1);
                assertThat(wire.database().query("SELECT id FROM wired.t")).containsExactly("1");
                send(other, 2);
            }

            assertThat(wire.commands())
                    .containsExactly(
                            new SentCommand(1, "INSERT INTO wired.t VALUES (1)"),
                            new SentCommand(2, "INSERT INTO wired.t VALUES (2)"));
            assertThat(wire.struck()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BEFORE, BEHIND})
    void cutsOneLine(int point) throws Exception {
        try (Wire wire = Wire.to(database, point, new Strike.Cuts());
                Connection one = wire.database().connect();
                Connection other = wire.database().connect()) {
            send(one, 1);
            assertThatThrownBy(() -> send(one, 2)).isInstanceOf(SQLException.class);
            send(other, 3);

            assertThat(wire.struck()).isTrue();
            assertThat(database.query("SELECT id FROM wired.t")).isEqualTo(kept(point, "1", "2", "3"));
            assertThat(wire.database().query("SELECT 1")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BEFORE, BEHIND})
    void endsSomebodyAndCutsAllLines(int point) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        Strike ends = new Strike.Ends(() -> seen.set(counted()));
        try (Wire wire = Wire.to(database, point, ends);
                Connection one = wire.database().connect();
                Connection other = wire.database().connect()) {
            send(one, 1);
            assertThatThrownBy(() -> send(one, 2)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> send(other, 3)).isInstanceOf(SQLException.class);

            assertThat(seen).hasValue(point == BEFORE ? 1 : 2);
            assertThat(database.query("SELECT id FROM wired.t")).isEqualTo(kept(point, "1", "2"));
            assertThatThrownBy(() -> wire.database().connect()).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whatGivesSeveralResultsIsDoneWhenItIsStruckBehind() throws Exception {
        String block = "BEGIN NOT ATOMIC SELECT 1; SELECT SLEEP(0.2); INSERT INTO wired.t VALUES (5); SELECT 2; END";
        try (Wire wire = Wire.to(database, 2, new Strike.Cuts());
                Connection one = wire.database().connect();
                Statement statement = one.createStatement()) {
            assertThatThrownBy(() -> statement.execute(block)).isInstanceOf(SQLException.class);

            assertThat(database.query("SELECT id FROM wired.t")).containsExactly("5");
        }
    }

    @Test
    void refusesInPlaceOfTheServer() throws Exception {
        try (Wire wire = Wire.to(database, BEFORE, new Strike.Refuses(1114, "HY000", "no room"));
                Connection one = wire.database().connect()) {
            send(one, 1);
            assertThatThrownBy(() -> send(one, 2))
                    .isInstanceOfSatisfying(SQLException.class, e -> {
                        assertThat(e.getErrorCode()).isEqualTo(1114);
                        assertThat(e.getSQLState()).isEqualTo("HY000");
                    })
                    .hasMessageContaining("no room");
            send(one, 3);

            assertThat(database.query("SELECT id FROM wired.t")).containsExactly("1", "3");
        }
        assertThatThrownBy(() -> Wire.to(database, BEHIND, new Strike.Refuses(1114, "HY000", "no room")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhereItDoesNotUnderstand() throws Exception {
        try (Wire wire = Wire.to(database)) {
            String url = wire.database().jdbcUrlWithAccount() + "&useCompression=true";
            assertThatThrownBy(() -> DriverManager.getConnection(url).close()).isInstanceOf(SQLException.class);
            assertThatThrownBy(wire::commands).hasMessageContaining("encrypts or compresses");
        }
    }

    private static void send(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO wired.t VALUES (" + id + ")");
        }
    }

    private int counted() {
        try {
            return database.query("SELECT id FROM wired.t").size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the second where the server did not get it. */
    private static List<String> kept(int point, String... ids) {
        List<String> kept = new ArrayList<>(List.of(ids));
        if (point == BEFORE) {
            kept.remove("2");
        }
        return kept;
    }
}
