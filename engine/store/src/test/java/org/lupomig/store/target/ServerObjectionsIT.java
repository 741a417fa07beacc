package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.MessageType;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreState;
import org.lupomig.store.TestServer;

class ServerObjectionsIT {
    private static final java.time.Duration MINUTE = java.time.Duration.ofMinutes(1);

    private Rig rig;
    private String flush;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        flush = rig.values("SELECT @@innodb_flush_log_at_trx_commit").get(0);
        rig.sql("SET GLOBAL innodb_flush_log_at_trx_commit = 1", "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'");
    }

    @AfterEach
    void disconnect() {
        rig.sql(
                "SET GLOBAL innodb_flush_log_at_trx_commit = " + flush,
                "SET GLOBAL read_only = OFF",
                "DROP USER IF EXISTS poor@'%'");
        rig.close();
    }

    @Test
    void nothingSpeaksAgainstAPlainServer() {
        assertThat(rig.target().objections()).isEmpty();
        rig.withStore();
        assertThat(rig.target().objections()).isEmpty();
    }

    @Test
    void relaxedDurabilityIsSaidAndNotFatal() {
        rig.sql("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        assertThat(types(rig)).containsExactly(StoreMessage.DURABILITY_RELAXED);
        assertThat(rig.target().objections()).singleElement().satisfies(o -> {
            assertThat(o.type().severity()).isEqualTo(Severity.WARNING);
            assertThat(o.message()).startsWith("innodb_flush_log_at_trx_commit is 2: ");
            assertThat(o.help()).isEqualTo("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        });
    }

    @Test
    void aServerThatForcesAnotherEngineUponTablesIsFatal() {
        rig.sql("SET GLOBAL enforce_storage_engine = Aria");
        try {
            assertThat(types(rig)).containsExactly(StoreMessage.ENGINE_ENFORCED);
        } finally {
            rig.sql("SET GLOBAL enforce_storage_engine = NULL");
        }
        assertThat(rig.target().objections()).isEmpty();
    }

    @Test
    void aServerThatMayNotBeWrittenIsFatal() {
        rig.sql("SET GLOBAL read_only = ON");
        assertThat(types(rig)).containsExactly(StoreMessage.SERVER_READ_ONLY);
        assertThat(rig.target().objections()).singleElement().satisfies(o -> {
            assertThat(o.type().severity()).isEqualTo(Severity.ERROR);
            assertThat(o.message()).isEqualTo("the server is read-only");
        });
    }

    @Test
    void anAccountIsToldExactlyWhatItLacks() {
        rig.withStore();
        rig.sql(
                "GRANT SELECT ON lupomig_orchestration.* TO poor@'%'",
                "GRANT SELECT, INSERT ON lupomig_ephemeral.* TO poor@'%'");
        try (Rig poor = poor()) {
            assertThat(types(poor))
                    .containsExactly(
                            StoreMessage.PROCESS_MISSING,
                            StoreMessage.STORE_PRIVILEGES_MISSING,
                            StoreMessage.STORE_PRIVILEGES_MISSING,
                            StoreMessage.STORE_PRIVILEGES_MISSING,
                            StoreMessage.STORE_PRIVILEGES_MISSING);
            List<Problem> objections = poor.target().objections();
            assertThat(objections)
                    .filteredOn(ServerObjectionsIT::isFatal)
                    .extracting(Problem::help)
                    .containsExactly(
                            "GRANT UPDATE ON `lupomig_ephemeral`.* TO 'poor'@'%'",
                            "GRANT DELETE ON `lupomig_ephemeral`.* TO 'poor'@'%'",
                            "GRANT UPDATE ON `lupomig_orchestration`.* TO 'poor'@'%'",
                            "GRANT INSERT ON `lupomig_orchestration`.* TO 'poor'@'%'");
            assertThat(objections).filteredOn(o -> !isFatal(o)).singleElement().satisfies(o -> assertThat(o.help())
                    .isEqualTo("GRANT PROCESS ON *.* TO 'poor'@'%'"));
        }
    }

    @Test
    void theSmallestAccountThatCanRunAPlan() {
        rig.withStore();
        rig.sql(
                "CREATE SCHEMA shop",
                "GRANT SELECT, INSERT, UPDATE ON lupomig_orchestration.* TO poor@'%'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON lupomig_ephemeral.* TO poor@'%'",
                "GRANT SELECT, INSERT, CREATE, ALTER, DROP, INDEX, TRIGGER ON shop.* TO poor@'%'");
        try (Rig poor = poor()) {
            assertThat(poor.store().state()).isInstanceOf(StoreState.Ready.class);
            assertThat(poor.target().objections()).noneMatch(ServerObjectionsIT::isFatal);
            try (Store.Lock lock = poor.locked("tok");
                    TargetSession session = poor.target().open(SessionName.of("tok", 1), Purpose.FORWARD)) {
                long run = lock.begin(Rig.newRun("p", "tok"));
                assertThat(session.execute(new Send("CREATE TABLE shop.t (id INT) ENGINE=InnoDB"), MINUTE))
                        .isInstanceOf(Accepted.class);
                ObjectName t = new ObjectName("shop", "t");
                Write said = new Write.Journal(new JournalEntry(
                        0, new Address("p", "b", "s"), JournalEntry.Kind.DONE, null, State.IDLE, null, 0, 0, Map.of()));
                assertThat(session.insert("INSERT INTO shop.t VALUES (1)", t, MINUTE, r -> List.of(said)))
                        .isInstanceOf(Accepted.class);
                assertThat(session.describe(t).absent()).isFalse();
                assertThat(session.describeSchema("shop").absent()).isFalse();
                assertThat(poor.store().journal(run)).hasSize(1);
                // what it may not do is refused by the server, and nothing else
                assertThat(code(session.execute(new Send("CREATE SCHEMA elsewhere"), MINUTE)))
                        .isEqualTo(1044);
                assertThat(code(session.execute(new Send("UPDATE shop.t SET id = 2"), MINUTE)))
                        .isEqualTo(1142);
            }
            // and it may end what it left behind
            poor.target().open(SessionName.of("dead", 1), Purpose.FORWARD);
            assertThat(poor.target().endSession(SessionName.of("dead", 1), MINUTE))
                    .isTrue();
        }
    }

    @Test
    void anAccountWithoutAnyRightToTheStoreDoesNotTakeItForMissing() {
        rig.withStore();
        try (Rig poor = poor()) {
            assertThat(poor.store().state()).isInstanceOfSatisfying(StoreState.Hidden.class, hidden -> {
                assertThat(hidden.problem().type()).isEqualTo(StoreMessage.STORE_HIDDEN);
                assertThat(hidden.problem().help())
                        .isEqualTo("GRANT SELECT ON `lupomig\\_orchestration`.* TO 'poor'@'%'");
            });
            assertThat(poor.target().objections())
                    .filteredOn(ServerObjectionsIT::isFatal)
                    .hasSize(7);
        }
    }

    @Test
    void theGrantOfferedTakesNothingAway() {
        rig.withStore();
        rig.sql("GRANT SELECT, INSERT ON `lupomig\\_%`.* TO poor@'%'");
        try (Rig poor = poor()) {
            List<Problem> fatal = poor.target().objections().stream()
                    .filter(ServerObjectionsIT::isFatal)
                    .toList();
            assertThat(fatal)
                    .extracting(Problem::help)
                    .containsExactly(
                            "GRANT INSERT, SELECT, UPDATE ON `lupomig\\_ephemeral`.* TO 'poor'@'%'",
                            "GRANT DELETE, INSERT, SELECT ON `lupomig\\_ephemeral`.* TO 'poor'@'%'",
                            "GRANT INSERT, SELECT, UPDATE ON `lupomig\\_orchestration`.* TO 'poor'@'%'");
            fatal.forEach(problem -> rig.sql(problem.help()));
        }
        try (Rig poor = poor()) {
            assertThat(poor.target().objections()).noneMatch(ServerObjectionsIT::isFatal);
        }
    }

    @Test
    void aVersionThatCannotBeReadIsNotWrittenOver() {
        rig.withStore();
        rig.store().state();
        rig.sql(
                "UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '99.0.0'",
                "GRANT INSERT, UPDATE ON lupomig_orchestration.* TO poor@'%'",
                "GRANT ALL ON lupomig_ephemeral.* TO poor@'%'");
        try (Rig poor = poor()) {
            assertThat(poor.store().state()).isInstanceOf(StoreState.Hidden.class);
            assertThat(poor.store().heldBefore()).isEmpty();
        }
        assertThat(rig.store().state()).isInstanceOf(StoreState.Newer.class);

        // of a store it is shown the one table that it may read
        rig.sql(
                "UPDATE lupomig_orchestration.lupo_schema_versions SET version_string = '" + StorePlan.VERSION.text()
                        + "'",
                "REVOKE ALL PRIVILEGES, GRANT OPTION FROM poor@'%'",
                "GRANT SELECT ON lupomig_orchestration.lupo_schema_versions TO poor@'%'");
        try (Rig poor = poor()) {
            assertThat(poor.store().state()).isInstanceOf(StoreState.Hidden.class);
        }
    }

    private Rig poor() {
        return rig.as("poor", "pw");
    }

    private static List<MessageType> types(Rig rig) {
        return rig.target().objections().stream().map(Problem::type).toList();
    }

    private static boolean isFatal(Problem problem) {
        return problem.type().severity() == Severity.ERROR;
    }

    private static int code(StatementOutcome outcome) {
        return outcome instanceof Refused refused ? refused.code() : 0;
    }
}
