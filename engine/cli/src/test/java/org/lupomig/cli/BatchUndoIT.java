package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** The undo that an author wrote for a batch takes it back whole, and is held to what was there before. */
class BatchUndoIT {
    private static final String SCRIPT = """
            RENAME TABLE later.lines TO shop.logs;
            ALTER TABLE shop.items DROP COLUMN note, DROP INDEX by_name;
            DROP TABLE shop.fresh;
            DROP SCHEMA later;
            """;
    private static final String CHILDREN = "CREATE TABLE shop.children"
            + " (id INT PRIMARY KEY, a INT, b INT, KEY by_a (a), KEY by_b (b)) ENGINE=InnoDB";
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

    /** What the batch itself added needs no values to be put back, which would fire triggers. */
    @Test
    void itIsRunWhereTheTableHasAnUpdateTrigger() throws Exception {
        trigger();
        String before = project.dump();
        plan("""
                DROP TABLE shop.fresh; RENAME TABLE later.lines TO shop.logs; DROP SCHEMA later;
                ALTER TABLE shop.items DROP COLUMN note, DROP INDEX by_name;
                """);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        TestShell.Result dry = project.run("rollback", "change", "--dry-run");

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isZero();
        assertThat(back.out() + back.err()).doesNotContain("derived");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(dry.out()).contains("nothing has moved on; the undo script of batch change would be run");
    }

    /** It is looked at all of it first: nothing else could take back what had been sent of it. */
    @Test
    void nothingOfItIsSentWhereAStatementWouldBeRefused() throws Exception {
        String before = project.dump();
        project.write("back.sql", "DROP TABLE shop.fresh; ALTER TABLE shop.items DROP COLUMN name;");
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step make { sql $CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB;
                    ALTER TABLE shop.items ADD COLUMN IF NOT EXISTS name VARCHAR(20)$ }
                  undo "back.sql"
                } }
                """.replace("$", "\"\"\""));
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as("%s%s", run.out(), run.err()).isZero();
        String why = "back.sql:1:24: ALTER TABLE shop.items DROP COLUMN name: name of shop.items was not added by this"
                + " batch";
        TestShell.Result dry = project.run("rollback", "change", "--dry-run");
        assertThat(dry.out()).contains("the undo script of batch change would not be run: " + why);

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isZero();
        assertThat(back.out() + back.err())
                .contains("the undo script of batch change was not begun: " + why)
                .contains("going on with the derived undo");
        assertThat(project.dump()).isEqualTo(before);
    }

    private void trigger() throws SQLException {
        mend("CREATE TRIGGER shop.trimmed BEFORE UPDATE ON shop.items FOR EACH ROW SET NEW.name = TRIM(NEW.name)");
    }

    @Test
    void whereItDoesNotLeadBackAPersonIsToldWhatDiffers() throws Exception {
        String before = project.dump();
        plan("DROP TABLE shop.fresh; RENAME TABLE later.lines TO shop.logs;");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isEqualTo(3);
        assertThat(back.out() + back.err())
                .contains("the undo script of batch change did not lead back: schema later was not there and is now")
                .contains("shop.items has another definition now", "'lupomig retry shop.change'");
        assertThat(database.query("SELECT id FROM shop.logs")).containsExactly("1");
        TestShell.Result byHand = project.run("show", "2", "--undo-sql");
        assertThat(byHand.status()).as(byHand.err()).isZero();
        assertThat(byHand.out().lines().filter(line -> !line.startsWith("--")))
                .as(byHand.out())
                .noneMatch(line -> line.matches("(ALTER|RENAME|DROP) .*"));
        mend("DROP SCHEMA later", "ALTER TABLE shop.items DROP COLUMN note, DROP INDEX by_name");
        retried(before);
    }

    @Test
    void whereItStopsItIsGoneOnWithWhenItsCauseIsOver() throws Exception {
        String before = project.dump();
        plan(SCRIPT);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        CompletableFuture<TestShell.Result> rollback;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.items").close();
            rollback = CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
            WaitingCommand.session(database, rollback);
            mend("CREATE TABLE later.theirs (id INT)");
        }
        TestShell.Result back = rollback.join();

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isEqualTo(3);
        assertThat(back.out() + back.err())
                .contains("the undo script of batch change stopped: back.sql:4:1: DROP SCHEMA later: ", "theirs");
        assertThat(project.run("retry", "shop.change").status()).isEqualTo(3);
        mend("DROP TABLE later.theirs");
        retried(before);
        assertThat(sent()).contains("DROP SCHEMA");
    }

    @Test
    void whatOthersWriteWhileItWaitsIsNotDropped() throws Exception {
        String before = project.dump();
        plan(SCRIPT);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        CompletableFuture<TestShell.Result> rollback;
        try (Connection writer = database.connect();
                Statement writing = writer.createStatement()) {
            writer.setAutoCommit(false);
            writing.executeUpdate("UPDATE shop.items SET note = 5 WHERE id = 1");
            rollback = CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
            WaitingCommand.session(database, rollback);
            writer.commit();
        }
        TestShell.Result back = rollback.join();

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isEqualTo(3);
        assertThat(back.out() + back.err()).contains("somebody has written into column note just now");
        assertThat(database.query("SELECT note FROM shop.items WHERE id = 1")).containsExactly("5");
        mend("UPDATE shop.items SET note = NULL");
        retried(before);
    }

    /** It has renamed a table back by then: it goes on with the rest, and what others wrote is copied first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOthersWriteWhileItWaitsIsKeptWhereAPersonAllowsIt(boolean killed) throws Exception {
        String before = project.dump();
        plan(SCRIPT);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        stuck(killed, null, "LOCK TABLES", "rollback", "change");
        TestShell.Result retry = project.run("retry", "shop.change");
        assertThat(retry.status()).as("%s%s", retry.out(), retry.err()).isEqualTo(3);
        assertThat(retry.err())
                .contains(
                        "column note has values that this batch did not write, in 1 row (by its key: 1)",
                        "'lupomig retry shop.change --discard-later-writes' goes on over that");

        TestShell.Result on = project.run("retry", "shop.change", "--discard-later-writes");

        assertThat(on.status()).as("%s%s", on.out(), on.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        isKept();
        assertThat(sent()).contains("DROP SCHEMA");
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
    }

    /** The same of a step's own, in a batch that fails. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void soIsWhatOthersWriteWhileTheUndoOfAStepWaits(boolean killed) throws Exception {
        mend("INSERT INTO shop.logs VALUES (2, 'kept')");
        String before = project.dump();
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step first { sql $ALTER TABLE shop.items ADD COLUMN note INT, ADD INDEX by_name (name)$
                    undo $ALTER TABLE shop.items DROP INDEX by_name; ALTER TABLE shop.items DROP COLUMN note$ }
                  step then requires first { sql $ALTER TABLE shop.logs ADD UNIQUE (line(10))$ }
                } }
                """.replace("$", "\"\"\""));
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.logs").close();
            stuck(killed, reader, "%DROP INDEX", "run", "shop.lupomig");
        }
        TestShell.Result retry = project.run("retry", "shop.change");
        assertThat(retry.status()).as("%s%s", retry.out(), retry.err()).isEqualTo(3);
        assertThat(retry.err()).contains("'lupomig retry shop.change --discard-later-writes' goes on over that");

        TestShell.Result on = project.run("retry", "shop.change", "--discard-later-writes");

        assertThat(on.status()).as("%s%s", on.out(), on.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
        isKept();
    }

    /**
     * Somebody writes into the column while the way back waits for its table; and then it is killed, or goes on.
     *
     * @param gate what the way forward waits for before that; null where the command has none
     * @param waits how what waits begins
     */
    private void stuck(boolean killed, @Nullable Connection gate, String waits, String... command) throws Exception {
        CompletableFuture<TestShell.Result> still = new CompletableFuture<>();
        Process process = null;
        try (Connection writer = database.connect();
                Statement writing = writer.createStatement()) {
            writer.setAutoCommit(false);
            if (gate != null) {
                process = silent(command);
                WaitingCommand.session(database, still);
            }
            writing.executeUpdate("UPDATE shop.items SET note = 5 WHERE id = 1");
            if (gate != null) {
                gate.commit();
            }
            process = process == null ? silent(command) : process;
            WaitingCommand.session(database, still, waits);
            if (killed) {
                process.destroyForcibly().waitFor();
            }
            writer.commit();
        }
        int status = process.waitFor();
        TestShell.Result recover = killed ? project.run("recover") : new TestShell.Result(status, "", "");
        assertThat(recover.status()).as("%s%s", recover.out(), recover.err()).isEqualTo(3);
        assertThat(database.query("SELECT note FROM shop.items WHERE id = 1")).containsExactly("5");
    }

    private Process silent(String... command) throws IOException {
        return project.process(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void isKept() throws Exception {
        String copy = "SELECT TABLE_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'lupomig_held'"
                + " AND COLUMN_NAME = 'note'";
        List<String> copies = database.query(copy);
        assertThat(copies).hasSize(1);
        assertThat(database.query("SELECT id FROM lupomig_held.`" + copies.get(0) + "` WHERE note = 5"))
                .containsExactly("1");
        assertThat(database.query(
                        "SELECT message FROM lupomig_orchestration.migration_alerts WHERE title = 'rows kept'"))
                .singleElement()
                .asString()
                .contains("rows of shop.items are kept as lupomig_held.", copies.get(0));
    }

    @Test
    void whatOthersWriteWhileTheUndoOfAStepWaitsIsNotDropped() throws Exception {
        mend("INSERT INTO shop.logs VALUES (2, 'kept')");
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step first { sql $ALTER TABLE shop.items ADD COLUMN note INT$
                    undo $ALTER TABLE shop.items DROP COLUMN note$ }
                  step then requires first { sql $ALTER TABLE shop.logs ADD UNIQUE (line(10))$ }
                } }
                """.replace("$", "\"\"\""));
        CompletableFuture<TestShell.Result> run;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement();
                Connection writer = database.connect();
                Statement writing = writer.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.logs").close();
            run = CompletableFuture.supplyAsync(() -> project.run("run", "shop.lupomig"));
            WaitingCommand.session(database, run);
            writer.setAutoCommit(false);
            writing.executeUpdate("UPDATE shop.items SET note = 5 WHERE id = 1");
            reader.commit();
            WaitingCommand.session(database, run, "LOCK TABLES");
            writer.commit();
        }
        TestShell.Result back = run.join();

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isEqualTo(3);
        assertThat(back.out() + back.err()).contains("somebody has written into column note just now");
        assertThat(database.query("SELECT note FROM shop.items WHERE id = 1")).containsExactly("5");
    }

    @Test
    void aForeignKeyThatItLeavesIsSeen() throws Exception {
        keys("ALTER TABLE shop.parents DROP COLUMN x;");
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").status()).isZero();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isEqualTo(3);
        assertThat(back.out() + back.err())
                .contains("foreign key fk_new of shop.children was not there and is now")
                .contains("foreign key fk_old of shop.children was there and is not now");
        mend("ALTER TABLE shop.children DROP FOREIGN KEY fk_new");
        mend("ALTER TABLE shop.children ADD CONSTRAINT fk_old FOREIGN KEY (a) REFERENCES shop.items (id)");
        retried(before);
    }

    @Test
    void aForeignKeyThatABatchHadMadeBeforeItLookedAtItsTablesIsNoDifference() throws Exception {
        mend(CHILDREN);
        String before = project.dump();
        project.write(
                "back.sql",
                "ALTER TABLE shop.items DROP COLUMN note; RENAME TABLE shop.young TO shop.children;"
                        + " ALTER TABLE shop.children DROP FOREIGN KEY fk_new;");
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step bind { sql $ALTER TABLE shop.children ADD CONSTRAINT fk_new FOREIGN KEY (b) REFERENCES
                    shop.items (id); RENAME TABLE shop.children TO shop.young$ }
                  step shape requires bind { sql $ALTER TABLE shop.items ADD COLUMN note INT$ }
                  undo "back.sql"
                } }
                """.replace("$", "\"\"\""));
        TestShell.Result run = project.run("run", "shop.lupomig");
        assertThat(run.status()).as(run.err()).isZero();

        TestShell.Result back = project.run("rollback", "change");

        assertThat(back.status()).as("%s%s", back.out(), back.err()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    private void keys(String undo) throws Exception {
        mend(CHILDREN, "CREATE TABLE shop.parents (id INT PRIMARY KEY) ENGINE=InnoDB");
        mend("ALTER TABLE shop.children ADD CONSTRAINT fk_old FOREIGN KEY (a) REFERENCES shop.items (id)");
        project.write("back.sql", undo);
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change {
                  step shape { sql $ALTER TABLE shop.parents ADD COLUMN x INT$ }
                  step bind requires shape { sql $ALTER TABLE shop.children DROP FOREIGN KEY fk_old;
                    ALTER TABLE shop.children ADD CONSTRAINT fk_new FOREIGN KEY (b) REFERENCES shop.items (id)
                      ON DELETE CASCADE$ }
                  undo "back.sql"
                } }
                """.replace("$", "\"\"\""));
    }

    private void mend(String... statements) throws SQLException {
        try (Connection person = database.connect();
                Statement mending = person.createStatement()) {
            for (String statement : statements) {
                mending.execute(statement);
            }
        }
    }

    private void retried(String before) throws Exception {
        TestShell.Result retry = project.run("retry", "shop.change");
        assertThat(retry.status()).as("%s%s", retry.out(), retry.err()).isZero();
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
