package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/** A table that an author's undo drops, and into which others have written, is kept without its foreign keys. */
class AuthoredKeptTableIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.p (id INT PRIMARY KEY) ENGINE=InnoDB",
            "INSERT INTO shop.p VALUES (1)");

    @ParameterizedTest
    @ValueSource(strings = {"step only { sql $%s$ undo $%s$ }", "step only { sql $%s$ } undo $%s$"})
    void itIsNotBackWhileItsKeysAreThere(String batch) throws Exception {
        String before = project.dump();
        String filled = batch.formatted(
                "CREATE TABLE shop.c (id INT PRIMARY KEY, p INT, CONSTRAINT of_p FOREIGN KEY (p) REFERENCES shop.p (id))"
                        + " ENGINE=InnoDB",
                "DROP TABLE shop.c");
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  %s
                } }
                """.formatted(filled).replace("$", "\"\"\""));
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        AtomicBoolean written = new AtomicBoolean();
        Predicate<SentCommand> unbinds = command -> {
            if (command.text().startsWith("LOCK TABLES `shop`.`c`") && !written.getAndSet(true)) {
                write();
            }
            return command.text().contains("DROP FOREIGN KEY");
        };
        Strike refused = new Strike.Refuses(1142, "42000", "ALTER command denied to user");
        try (Wire wire = Wire.before(database, unbinds, refused)) {
            TestShell.Result back = project.through(wire.database(), "rollback", "shop.change");
            assertThat(wire.struck()).as(back.out() + back.err()).isTrue();
            assertThat(back.status()).as(back.out() + back.err()).isEqualTo(3);
            assertThat(back.err()).contains("LM5020", "and its foreign keys are still there");
        }
        assertThat(keys()).isEqualTo("1");

        TestShell.Result retried = project.run("retry", "shop.change");

        assertThat(retried.status()).as(retried.out() + retried.err()).isZero();
        assertThat(keys()).isEqualTo("0");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title =" + " 'table kept'"))
                .hasSize(1);
        assertThat(project.dump()).isEqualTo(before);
    }

    private String keys() throws SQLException {
        return database.query("SELECT COUNT(*) FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE"
                        + " CONSTRAINT_SCHEMA = 'lupomig_held'")
                .get(0);
    }

    private void write() {
        try {
            database.execute("INSERT INTO shop.c VALUES (1, 1)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
