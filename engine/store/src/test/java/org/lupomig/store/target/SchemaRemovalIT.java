package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.DropSchema;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/** A schema is dropped only where nothing is in it, whatever others do at the same time. */
class SchemaRemovalIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ROUNDS = 25;
    private static final int MOST_ROUNDS = 200;

    private Rig rig;
    private TargetSession session;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        session = rig.target().open(SessionName.of("tok", 1), Purpose.UNDO);
    }

    @AfterEach
    void disconnect() {
        session.close();
        rig.close();
    }

    private StatementOutcome drop() {
        return session.execute(new DropSchema("shop"), MINUTE);
    }

    private boolean there() {
        return !rig.values("SHOW DATABASES LIKE 'shop'").isEmpty();
    }

    @Test
    void dropsWhatIsEmpty() {
        rig.sql("CREATE SCHEMA shop");
        assertThat(drop()).isInstanceOf(Accepted.class);
        assertThat(there()).isFalse();
        assertThat(drop())
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(1008));
    }

    @Test
    void leavesWhatIsNot() {
        rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.theirs (id INT)");
        assertThat(drop()).isInstanceOfSatisfying(Refused.class, r -> {
            assertThat(r.code()).isEqualTo(DropSchema.NOT_EMPTY);
            assertThat(r.message()).isEqualTo("schema shop is not empty: it has table theirs");
        });
        assertThat(rig.values("SHOW TABLES FROM shop")).containsExactly("theirs");
    }

    @Test
    void goesOnWhereACommandWasKilled() {
        rig.sql("CREATE SCHEMA shop");
        try (ServerConnection killed = rig.server().open(SessionSettings.UNDO)) {
            assertThat(new SchemaGuard("shop").make(killed)).isTrue();
        }
        assertThat(session.describeSchema("shop"))
                .isInstanceOfSatisfying(SchemaState.Present.class, present -> assertThat(present.contents())
                        .isEmpty());
        assertThat(drop()).isInstanceOf(Accepted.class);
        assertThat(there()).isFalse();
    }

    @Test
    void aSchemaThatStaysWhereACommandWasKilledHasItsOptionsAgain() {
        rig.sql("CREATE SCHEMA shop");
        String options = "ALTER SCHEMA `shop` CHARACTER SET latin1 COLLATE latin1_bin";
        TargetOperation back = new TargetOperation.RestoreSchema("shop", options);
        assertThat(session.execute(back, MINUTE)).isInstanceOf(Accepted.class);
        assertThat(collation()).as("nobody was about to drop it").isNotEqualTo(List.of("latin1_bin"));
        try (ServerConnection killed = rig.server().open(SessionSettings.UNDO)) {
            assertThat(new SchemaGuard("shop").make(killed)).isTrue();
        }

        assertThat(session.execute(back, MINUTE)).isInstanceOf(Accepted.class);

        assertThat(collation()).containsExactly("latin1_bin");
        assertThat(rig.values("SHOW TABLES FROM shop")).isEmpty();
    }

    @Test
    void aSchemaHasItsOptionsAgainBeforeItsGuardGoes() throws Exception {
        rig.sql("CREATE SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_bin");
        try (ServerConnection killed = rig.server().open(SessionSettings.UNDO)) {
            assertThat(new SchemaGuard("shop").make(killed)).isTrue();
        }
        try (Connection reader = DriverManager.getConnection(rig.url());
                Statement statement = reader.createStatement()) {
            reading(statement);
            CompletableFuture<StatementOutcome> outcome = CompletableFuture.supplyAsync(this::drop);
            assertThat(waiting("DROP DATABASE%shop%", "DROP SCHEMA%shop%"))
                    .as("the removal waits for its guard")
                    .hasSize(1);
            // its turn comes when the removal gives up, before anything that this sends then
            CompletableFuture<Void> forgotten = CompletableFuture.runAsync(
                    () -> rig.sql("ALTER SCHEMA shop CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"));
            List<String> waits = waiting("DROP TABLE IF EXISTS%lupomig%guard%");
            assertThat(waits)
                    .as("the removal gave up, and takes its guard away")
                    .hasSize(1);
            forgotten.get();
            rig.sql("KILL " + waits.get(0));

            assertThat(collation()).as("had been forgotten").containsExactly("latin1_bin");
            assertThat(outcome.get()).isNotInstanceOf(Accepted.class);
            assertThat(collation()).containsExactly("latin1_bin");
        }
    }

    /** The sessions that wait with one of these statements, as soon as there is one. */
    private List<String> waiting(String... statements) {
        long until = System.nanoTime() + MINUTE.toNanos();
        List<String> waits = List.of();
        while (waits.isEmpty() && System.nanoTime() < until) {
            waits = rig.values("SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'"
                    + " AND (INFO LIKE '" + String.join("' OR INFO LIKE '", statements) + "')");
        }
        return waits;
    }

    @Test
    void aGuardThatSomebodyReadsIsWaitedFor() throws Exception {
        rig.sql("CREATE SCHEMA shop");
        try (ServerConnection killed = rig.server().open(SessionSettings.UNDO)) {
            assertThat(new SchemaGuard("shop").make(killed)).isTrue();
        }
        TargetOperation back = new TargetOperation.RestoreSchema(
                "shop", "ALTER SCHEMA `shop` CHARACTER SET latin1 COLLATE latin1_bin");
        try (Connection reader = DriverManager.getConnection(rig.url());
                Statement statement = reader.createStatement()) {
            reading(statement);

            assertThat(session.execute(back, MINUTE)).isInstanceOf(StatementOutcome.LockTimeout.class);

            statement.execute("COMMIT");
        }
        assertThat(session.execute(back, MINUTE)).isInstanceOf(Accepted.class);
        assertThat(rig.values("SHOW TABLES FROM shop")).isEmpty();
    }

    private static void reading(Statement statement) throws SQLException {
        statement.execute("START TRANSACTION");
        statement.executeQuery("SELECT * FROM shop.lupomig_guard").close();
    }

    private List<String> collation() {
        return rig.values("SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'shop'");
    }

    @Test
    void aTableThatIsOnlyCalledLikeTheGuardCounts() {
        rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.lupomig_guard (id INT)");
        assertThat(drop()).isInstanceOf(Refused.class);
        assertThat(rig.values("SHOW TABLES FROM shop")).containsExactly("lupomig_guard");
    }

    @Test
    void neverTakesWhatSomebodyMakesInTheLastMoment() throws Exception {
        int kept = 0;
        int round = 0;
        for (; round < ROUNDS || (round < MOST_ROUNDS && (kept == 0 || kept == round)); round++) {
            rig.sql("CREATE SCHEMA shop DEFAULT CHARACTER SET latin1 COLLATE latin1_bin");
            long pause = round % ROUNDS * 4L;
            try (Connection rival = DriverManager.getConnection(rig.url());
                    Statement statement = rival.createStatement()) {
                CompletableFuture<Boolean> made = CompletableFuture.supplyAsync(() -> {
                    try {
                        Thread.sleep(pause);
                        statement.execute("CREATE TABLE shop.theirs (id INT)");
                        statement.execute("INSERT INTO shop.theirs VALUES (7)");
                        return true;
                    } catch (SQLException | InterruptedException e) {
                        return false;
                    }
                });
                StatementOutcome outcome = drop();
                boolean theirs = made.get();
                assertThat(there()).as("round %s: %s", round, outcome).isEqualTo(theirs);
                assertThat(outcome instanceof Accepted).as("round %s", round).isNotEqualTo(theirs);
                if (theirs) {
                    kept++;
                    assertThat(rig.values("SELECT id FROM shop.theirs")).containsExactly("7");
                    assertThat(rig.values("SHOW TABLES FROM shop")).containsExactly("theirs");
                    assertThat(collation()).containsExactly("latin1_bin");
                    rig.sql("DROP SCHEMA shop");
                }
            }
        }
        assertThat(kept).as("the race was met, in %s rounds", round).isBetween(1, round - 1);
    }

    @Test
    void anAccountThatMayNotReadInItLooksJustBefore() {
        rig.sql("CREATE SCHEMA shop DEFAULT CHARACTER SET latin1");
        rig.sql(
                "CREATE USER blind@'%' IDENTIFIED BY 'pw'",
                "GRANT CREATE, DROP, EVENT, EXECUTE ON shop.* TO blind@'%'");
        try (Rig blind = rig.as("blind", "pw");
                TargetSession poor = blind.target().open(SessionName.of("tok", 2), Purpose.UNDO)) {
            assertThat(poor.execute(new DropSchema("shop"), MINUTE)).isInstanceOf(Accepted.class);
        }
        assertThat(there()).isFalse();
    }
}
