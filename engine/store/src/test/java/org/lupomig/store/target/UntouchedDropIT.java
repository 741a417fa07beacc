package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lupomig.store.target.OpenSession.MINUTE;
import static org.lupomig.store.target.OpenSession.T;
import static org.lupomig.store.target.OpenSession.code;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.DropUntouched;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;

/** A table is dropped where it stands only where it is what it should be. */
class UntouchedDropIT {
    @RegisterExtension
    final OpenSession open = new OpenSession();

    private final Rig rig = open.rig();
    private final String definition = definition();

    private String definition() {
        return open.session().describe(T) instanceof ObjectState.Present present ? present.definition() : "";
    }

    private StatementOutcome drop(@Nullable RowDigest rows) {
        try (TargetSession session = rig.target().open(OpenSession.LOCK + "/back", Purpose.UNDO)) {
            return session.execute(new DropUntouched(T, definition, rows), MINUTE);
        }
    }

    private boolean isThere() {
        return !open.session().describe(T).absent();
    }

    @Test
    void whatNobodyTouchedGoes() {
        assertThat(drop(null)).isInstanceOf(Accepted.class);
        assertThat(isThere()).isFalse();
        assertThat(code(drop(null))).isEqualTo(1146);
    }

    @Test
    void withTheRowsThatItShouldHave() {
        rig.sql("INSERT INTO shop.t VALUES (1, 'a'), (2, NULL)");
        RowDigest rows = open.session().digest(T);
        rig.sql("UPDATE shop.t SET v = 'b' WHERE id = 2");
        assertThat(drop(rows)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.isOvertaken()).isTrue();
            assertThat(refused.message()).isEqualTo("shop.t has other rows now");
        });
        rig.sql("UPDATE shop.t SET v = NULL WHERE id = 2");
        assertThat(drop(rows)).isInstanceOf(Accepted.class);
        assertThat(isThere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO shop.t VALUES (1, 'a')",
                "ALTER TABLE shop.t COMMENT = 'ours'",
                "CREATE INDEX ix ON shop.t (v)",
                "CREATE TRIGGER shop.g BEFORE INSERT ON shop.t FOR EACH ROW SET NEW.v = 'x'",
                "DROP TABLE shop.t; CREATE VIEW shop.t AS SELECT 1 AS id, 'a' AS v",
                "DROP TABLE shop.t; CREATE SEQUENCE shop.t",
                "DROP TABLE shop.t; CREATE TABLE shop.u (id INT); CREATE VIEW shop.t AS SELECT id FROM shop.u;"
                        + " DROP TABLE shop.u"
            })
    void whatOthersTouchedStays(String touch) {
        rig.sql(touch.split("; *"));
        StatementOutcome outcome = drop(null);
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(isThere()).isTrue();
        // Nothing is locked any more.
        rig.sql("CREATE TABLE shop.next (id INT)", "RENAME TABLE shop.t TO shop.moved");
    }

    @Test
    void whatIsReferredToStays() {
        rig.sql("CREATE TABLE shop.child (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES shop.t (id)) ENGINE=InnoDB");
        assertThat(code(drop(null))).isEqualTo(1451);
        assertThat(isThere()).isTrue();
        rig.sql("INSERT INTO shop.t VALUES (1, 'a')", "INSERT INTO shop.child VALUES (1)");
    }

    @Test
    void whatRefersToOthersGoes() {
        rig.sql(
                "CREATE TABLE shop.parent (id INT PRIMARY KEY) ENGINE=InnoDB",
                "DROP TABLE shop.t",
                "CREATE TABLE shop.t (id INT PRIMARY KEY, up INT, FOREIGN KEY (id) REFERENCES shop.parent (id),"
                        + " FOREIGN KEY (up) REFERENCES shop.t (id)) ENGINE=InnoDB",
                "INSERT INTO shop.parent VALUES (1)");
        try (TargetSession session = rig.target().open(OpenSession.LOCK + "/back", Purpose.UNDO)) {
            assertThat(session.execute(new DropUntouched(T, definition(), null), MINUTE))
                    .isInstanceOf(Accepted.class);
        }
        assertThat(isThere()).isFalse();
        rig.sql("DELETE FROM shop.parent", "DROP TABLE shop.parent");
    }

    /** A transaction that has written is waited for, and what it wrote is seen. */
    @Test
    void whatAnotherIsAboutToCommitIsSeen() throws Exception {
        try (Connection other = DriverManager.getConnection(rig.url());
                Statement writer = other.createStatement()) {
            other.setAutoCommit(false);
            writer.execute("INSERT INTO shop.t VALUES (1, 'theirs')");
            assertThat(drop(null)).isInstanceOf(LockTimeout.class);
            CompletableFuture<StatementOutcome> dropping = CompletableFuture.supplyAsync(() -> drop(null));
            waitsForTheTable();
            other.commit();
            assertThat(dropping.get(1, TimeUnit.MINUTES))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                            .isEqualTo("shop.t has rows now"));
        }
        assertThat(rig.values("SELECT v FROM shop.t")).containsExactly("theirs");
    }

    private void waitsForTheTable() {
        while (rig.values("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'LOCK TABLES%'"
                        + " AND STATE LIKE 'Waiting for table metadata lock%'")
                .get(0)
                .equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** One that may not lock tables does not try again. */
    @Test
    void anAccountThatMayNotLockIsTold() {
        rig.sql("CREATE USER poor@'%' IDENTIFIED BY 'pw'", "GRANT SELECT, DROP ON shop.* TO poor@'%'");
        try (Rig poor = rig.as("poor", "pw");
                TargetSession session = poor.target().open(OpenSession.LOCK + "/back", Purpose.UNDO)) {
            assertThat(session.locksTables()).isTrue();
            assertThat(code(session.execute(new DropUntouched(T, definition, null), MINUTE)))
                    .isEqualTo(1044);
            assertThat(session.locksTables()).isFalse();
        }
        assertThat(isThere()).isTrue();
    }

    private static final ObjectName U = new ObjectName("shop", "u");

    private DropUntouched another() {
        rig.sql("CREATE TABLE shop.u (id INT PRIMARY KEY) ENGINE=InnoDB");
        return open.session().describe(U) instanceof ObjectState.Present present
                ? new DropUntouched(U, present.definition(), null)
                : new DropUntouched(U, "", null);
    }

    /** Drops both, and tells it beforehand. */
    private List<StatementOutcome> together(DropUntouched other, Runnable before) {
        List<StatementOutcome> outcomes = new ArrayList<>();
        List<TargetOperation> drops = List.of(new DropUntouched(T, definition, null), other);
        try (TargetSession session = rig.target().open(OpenSession.LOCK + "/back", Purpose.UNDO)) {
            session.together(drops, () -> {
                before.run();
                drops.forEach(drop -> outcomes.add(session.execute(drop, MINUTE)));
            });
            // Nothing is locked any more.
            rig.sql("CREATE TABLE shop.next (id INT)", "INSERT INTO shop.next VALUES (1)");
            assertThat(session.execute(new TargetOperation.DropTable(new ObjectName("shop", "next")), MINUTE))
                    .isInstanceOf(Accepted.class);
        }
        return outcomes;
    }

    @Test
    void severalAreLockedBeforeTheFirstOneGoes() throws Exception {
        DropUntouched other = another();
        try (Connection theirs = DriverManager.getConnection(rig.url());
                Statement statement = theirs.createStatement()) {
            statement.execute("SET lock_wait_timeout = 0");
            List<StatementOutcome> outcomes =
                    together(other, () -> assertThatThrownBy(() -> statement.execute("INSERT INTO shop.u VALUES (1)"))
                            .hasMessageContaining("Lock wait timeout"));
            assertThat(outcomes).hasSize(2).allMatch(Accepted.class::isInstance);
        }
        assertThat(isThere()).isFalse();
        assertThat(open.session().describe(U).absent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO shop.u VALUES (1)",
                "ALTER TABLE shop.u COMMENT = 'ours'",
                "CREATE TRIGGER shop.g BEFORE INSERT ON shop.u FOR EACH ROW SET NEW.id = 7",
                "DROP TABLE shop.u"
            })
    void ofSeveralWhatOthersTouchedStays(String touch) {
        DropUntouched other = another();
        rig.sql(touch);
        List<StatementOutcome> outcomes = together(other, () -> {});
        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOf(Refused.class);
        assertThat(isThere()).isFalse();
        assertThat(open.session().describe(U).absent()).isEqualTo(touch.startsWith("DROP"));
    }

    @Test
    void whereOneIsInUseNoneIsHeld() throws Exception {
        DropUntouched other = another();
        try (Connection theirs = DriverManager.getConnection(rig.url());
                Statement statement = theirs.createStatement()) {
            theirs.setAutoCommit(false);
            statement.execute("INSERT INTO shop.u VALUES (1)");
            List<StatementOutcome> outcomes = together(other, () -> {
                // Neither is locked: the second is in use, and nobody is waited for.
                rig.sql("INSERT INTO shop.t VALUES (1, 'a')", "DELETE FROM shop.t");
                rollback(theirs);
            });
            assertThat(outcomes).allMatch(Accepted.class::isInstance);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
