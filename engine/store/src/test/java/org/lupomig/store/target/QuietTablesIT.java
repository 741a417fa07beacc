package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.RestoreObject;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.EndedCommit;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/** What is left of rows and triggers where the server refuses something half way. */
class QuietTablesIT {
    private static final String TRIGGER =
            "CREATE TRIGGER shop.fires BEFORE DELETE ON shop.t FOR EACH ROW SET @fired = 1";

    private Rig rig;
    private ServerConnection connection;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY) ENGINE=InnoDB",
                "INSERT INTO shop.t VALUES (1), (2)",
                TRIGGER);
        connection = rig.server().open(SessionSettings.UNDO);
    }

    @AfterEach
    void disconnect() {
        connection.close();
        rig.close();
    }

    /** Rows whose way back takes some away and is refused then, as where a statement's time is up. */
    private RowReturn refusedHalfWay() {
        return new RowReturn(List.of(), connection, connection) {
            @Override
            Set<String> locks() {
                return Set.of("shop.t WRITE");
            }

            @Override
            State state() {
                return State.AS_LEFT;
            }

            @Override
            StatementOutcome send() {
                connection.update("DELETE FROM shop.t WHERE id = 1");
                connection.update("SELECT no_such_column FROM shop.t");
                throw new AssertionError("the server took it");
            }
        };
    }

    private static RowReturn takesAway(ServerConnection connection) {
        return new RowReturn(List.of(), connection, connection) {
            @Override
            Set<String> locks() {
                return Set.of("shop.t WRITE");
            }

            @Override
            State state() {
                return State.AS_LEFT;
            }

            @Override
            StatementOutcome send() {
                connection.update("DELETE FROM shop.t WHERE id = 1");
                return new StatementOutcome.Accepted(1, List.of());
            }
        };
    }

    /** Nothing is known by an error that answers COMMIT, and nothing of it is made durable by what follows. */
    @Test
    void aCommitThatIsEndedIsALostAnswer() throws SQLException {
        try (ServerConnection ended = EndedCommit.connect(rig.url())) {
            QuietTables tables = new QuietTables(ended, List.of(restoring("fires", TRIGGER)));
            ended.update("USE shop");

            assertThatThrownBy(() -> tables.send(takesAway(ended), Supplier::get))
                    .isInstanceOf(ConnectionLost.class);
        }

        assertThat(rig.values("SELECT id FROM shop.t ORDER BY id")).containsExactly("1", "2");
        assertThat(rig.values("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'"))
                .containsExactly("fires");
    }

    @Test
    void whatIsRefusedHalfWayIsNotCommittedWithTheTriggers() {
        QuietTables tables = new QuietTables(connection, List.of(restoring("fires", TRIGGER)));

        assertThatThrownBy(() -> tables.send(refusedHalfWay(), Supplier::get)).isInstanceOf(ServerRefused.class);

        assertThat(rig.values("SELECT id FROM shop.t ORDER BY id")).containsExactly("1", "2");
        assertThat(rig.values("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'"))
                .containsExactly("fires");
    }

    /** As where another one waits in vain for its table. */
    @Test
    void aTriggerThatIsAwayIsThereAgainWhereTheNextOneStays() {
        String second = "CREATE TRIGGER shop.second BEFORE DELETE ON shop.u FOR EACH ROW SET @fired = 2";
        rig.sql("CREATE TABLE shop.u (id INT PRIMARY KEY) ENGINE=InnoDB", second);
        QuietTables tables =
                new QuietTables(connection, List.of(restoring("fires", TRIGGER), restoring("second", second)));

        assertThatThrownBy(() -> tables.send(takesAway(connection), Supplier::get))
                .isInstanceOf(ServerRefused.class)
                .hasMessageContaining("LOCK TABLES");

        assertThat(rig.values("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'shop'"
                        + " ORDER BY 1"))
                .containsExactly("fires", "second");
    }

    private static RestoreObject restoring(String name, String sql) {
        return new RestoreObject(
                new ServerObject(ServerObject.Kind.TRIGGER, new ObjectName("shop", name)),
                new ServerObjectState.Present(sql, Map.of(), Map.of()),
                new ServerObjectState.Absent(),
                false);
    }
}
