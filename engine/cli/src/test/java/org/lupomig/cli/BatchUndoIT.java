package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/** The undo that an author wrote for a batch takes it back whole, and is held to what was there before. */
class BatchUndoIT {
    private static final String SCRIPT = """
            RENAME TABLE later.lines TO shop.logs;
            ALTER TABLE shop.items DROP COLUMN note, DROP INDEX by_name;
            DROP TABLE shop.fresh;
            DROP SCHEMA later;
            """;
    private static final String SENT = "SELECT JSON_VALUE(state_data, '$.sql') FROM"
            + " lupomig_orchestration.lupo_migration_states WHERE entry_kind = 'undo_intent' ORDER BY 1";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL) ENGINE=InnoDB",
            "INSERT INTO shop.items VALUES (1, 'one'), (2, 'two')",
            "CREATE TABLE shop.logs (id INT PRIMARY KEY, line TEXT) ENGINE=InnoDB",
            "INSERT INTO shop.logs VALUES (1, 'kept')");

    private void plan(String undo) throws IOException {
        project.write("back.sql", undo);
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step make { sql $CREATE SCHEMA later; CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB;
                    INSERT INTO shop.fresh VALUES (1), (2)$ }
                  step move requires make { sql $RENAME TABLE shop.logs TO later.lines$ }
                  step shape requires make { sql $ALTER TABLE shop.items ADD COLUMN note INT, ADD INDEX by_name (name);
                    ALTER TABLE shop.fresh ADD COLUMN more INT$ }
                  undo "back.sql"
                } }
                """.replace("$", "\"\"\""));
    }

    private List<String> sent() throws Exception {
        return database.query(SENT);
    }

    @Test
    void itIsRunAndVerified() throws Exception {
        String before = project.dump();
        plan(SCRIPT);
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isZero();
        assertThat(back.out()).contains("batch change is rolled back: everything is as before it");
        assertThat(back.out() + back.err()).doesNotContain("stopped");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(sent())
                .contains("ALTER TABLE shop.items DROP COLUMN note, DROP INDEX by_name")
                .noneMatch(sql -> sql.contains("DROP COLUMN `more`"));
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
    }

    @Test
    void whereItDoesNotLeadBackTheStepsAreTakenBack() throws Exception {
        String before = project.dump();
        plan("DROP TABLE shop.fresh; RENAME TABLE later.lines TO shop.logs;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isZero();
        assertThat(back.out() + back.err()).contains("the undo script of batch change stopped: it did not lead back");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void killedInTheMiddleOfItTheNextCommandGoesOn() throws Exception {
        String before = project.dump();
        plan(SCRIPT);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        Process process;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.items").close();
            process = project.process("rollback", "change")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            WaitingCommand.session(database, new CompletableFuture<>());
            process.destroyForcibly().waitFor();
            assertThat(database.query("SHOW TABLES FROM shop LIKE 'logs'")).containsExactly("logs");
        }

        TestShell.Result recovered = project.run("recover");

        assertThat(recovered.status())
                .as("%s%s", recovered.out(), recovered.err())
                .isZero();
        assertThat(recovered.out() + recovered.err()).doesNotContain("stopped");
        assertThat(project.dump()).isEqualTo(before);
    }
}
