package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;
import org.lupomig.store.target.MariaDbTarget;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server that tells who holds a lock: that one is named, and not whoever else has a transaction open. */
class InTheWayIT {
    private static final List<String> TELLING =
            List.of("--performance-schema=ON", "--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON");

    @TempDir
    Path directory;

    @Test
    void theOneThatHoldsTheTableIsNamed() throws Exception {
        try (OwnServer own = new OwnServer(directory, TELLING)) {
            TestDatabase database = own.database();
            database.execute(
                    "CREATE SCHEMA shop", "CREATE TABLE shop.items (id INT)", "CREATE TABLE shop.others (id INT)");
            try (Connection other = database.connect();
                    Connection holder = database.connect();
                    Statement looks = other.createStatement();
                    Statement holds = holder.createStatement()) {
                other.setAutoCommit(false);
                looks.execute("SELECT * FROM shop.others");
                holder.setAutoCommit(false);
                holds.execute("SELECT 'hunter2', id FROM shop.items");
                String named = "connection " + id(holder) + " of ";
                String unnamed = "connection " + id(other) + " of ";

                StatementOutcome outcome = altered(database);

                assertThat(outcome).isInstanceOfSatisfying(LockTimeout.class, waited -> assertThat(waited.reason())
                        .contains(
                                "; in the way: " + named,
                                ", which holds shop.items, in a transaction for ",
                                ", idle for ")
                        .doesNotContain(unnamed, "perhaps", "hunter2"));
                holder.rollback();
                assertThat(altered(database)).isInstanceOf(StatementOutcome.Accepted.class);
            }
        }
    }

    @Test
    void neitherOneOfTheSameNameElsewhereForCertainNorOurOwnAtAll() throws Exception {
        try (OwnServer own = new OwnServer(directory, TELLING)) {
            TestDatabase database = own.database();
            database.execute(
                    "CREATE SCHEMA shop",
                    "CREATE SCHEMA other",
                    "CREATE TABLE shop.items (id INT)",
                    "CREATE TABLE other.items (id INT)");
            try (Connection other = database.connect();
                    Statement looks = other.createStatement();
                    MariaDbServer server = StoreForTests.connect(database);
                    ServerConnection ours = server.open(SessionSettings.FORWARD)) {
                other.setAutoCommit(false);
                looks.execute("SELECT * FROM other.items");
                ours.update("START TRANSACTION");
                ours.lists("SELECT id FROM shop.items");

                StatementOutcome outcome = altered(server);

                assertThat(outcome).isInstanceOfSatisfying(LockTimeout.class, waited -> assertThat(waited.reason())
                        .contains("; in the way: perhaps connection " + id(other) + " of ")
                        .doesNotContain("which holds", "connection " + ours.id() + " of "));
            }
        }
    }

    private static StatementOutcome altered(TestDatabase database) {
        try (MariaDbServer server = StoreForTests.connect(database)) {
            return altered(server);
        }
    }

    private static StatementOutcome altered(MariaDbServer server) {
        try (TargetSession session =
                MariaDbTarget.withoutStore(server, StoreSchemas.DEFAULT).open("lupomig/in-the-way", Purpose.FORWARD)) {
            return session.execute(
                    new TargetOperation.Send("ALTER TABLE shop.items ADD COLUMN n INT"), Duration.ofSeconds(60));
        }
    }

    private static long id(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT CONNECTION_ID()")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
