package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The scenarios that the machine was designed by, each on a real server: the path of states of every step, as the
 * server has it in {@code lupo_migration_states}, and what the other tables of the store say of it.
 */
@Tag("proof")
class SevenScenariosIT {
    /** Up to its commit point. */
    private static final List<String> WORKED = List.of(
            "preparing pre_migration",
            "validating_pre validation",
            "migrating execution",
            "validating_post verification");

    private static final String[] COMPLETED = {"completing post_migration", "idle completed"};
    private static final String[] UNDONE = {"rolling_back", "idle rolled_back"};

    private static final String MAKE =
            step("make", "", "CREATE TABLE shop.made (id INT PRIMARY KEY) ENGINE=InnoDB;", "");

    private final TestDatabase database = TestDatabase.get();
    private final JournalPath store = new JournalPath(database);

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.t (id INT PRIMARY KEY, a VARCHAR(9)) ENGINE=InnoDB",
            "INSERT INTO shop.t VALUES (1, 'one'), (2, 'two')",
            "CREATE TABLE shop.u (id INT PRIMARY KEY) ENGINE=InnoDB");

    private String before = "";

    @BeforeEach
    void look() throws SQLException {
        before = project.dump();
    }

    private void plan(String name, String batch) throws IOException {
        plan(name, "", batch);
    }

    private void plan(String name, String imports, String batch) throws IOException {
        project.write(name + ".lupomig", """
            %s
            plan %s version 1 {
              database main = mariadb
              schema shop core
              batch change {
            %s
              }
            }
            """.formatted(imports, name, batch));
    }

    private static String step(String name, String words, String sql, String more) {
        return "step " + name + " " + words + " { sql \"\"\"" + sql + "\"\"\"\n" + more + " }\n";
    }

    private static TestShell.Result ended(TestShell.Result result, int status) {
        assertThat(result.status()).as(result.out() + result.err()).isEqualTo(status);
        return result;
    }

    private static List<String> path(List<String> from, String... more) {
        List<String> path = new ArrayList<>(from);
        path.addAll(List.of(more));
        return path;
    }

    private Connection readerOf(String table) throws SQLException {
        Connection reader = database.connect();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.executeQuery("SELECT * FROM " + table).close();
        }
        return reader;
    }

    @Test
    void cleanRun() throws Exception {
        plan(
                "clean",
                MAKE
                        + step("change", "requires make", """
                            UPDATE shop.t SET a = 'eins' WHERE id = 1;
                            DROP TABLE shop.u;
                            """, """
                            validate pre "two" { expect rows(shop.t) = 2 }
                            validate during integrity "still two" { expect rows(shop.t) = 2 }
                            validate post performance "and two" { expect rows(shop.t) = 2 }
                            """)
                        + step(
                                "needless",
                                "requires change when exists(shop.none)",
                                "ALTER TABLE shop.t ADD n INT;",
                                "")
                        + "validate post integrity \"made\" { expect tables(shop) = 2 }");

        ended(project.run("run", "clean.lupomig"), 0);

        assertThat(store.path("clean.change.make")).isEqualTo(path(WORKED, COMPLETED));
        assertThat(store.path("clean.change.change"))
                .containsExactly(
                        "preparing pre_migration",
                        "validating_pre validation",
                        "migrating execution",
                        "migrating backup",
                        "migrating backup",
                        "validating_post verification",
                        "completing post_migration",
                        "idle completed");
        assertThat(store.path("clean.change.needless")).containsExactly("preparing pre_migration", "idle");
        assertThat(store.batches()).containsExactly("change completed A 2 of 3");
        assertThat(store.files())
                .containsExactly(
                        "change completed 1 again 0", "make completed 1 again 0", "needless skipped 1 again 0");
        assertThat(store.checks())
                .containsExactly(
                        "during integrity still two passed",
                        "during integrity still two passed",
                        "post integrity made passed",
                        "post performance and two passed",
                        "pre two passed");
        assertThat(store.rollbacks()).isEmpty();
        assertThat(store.alerts()).isEmpty();
        assertThat(store.rows("migration_progress", "plan_name, phase, percentage"))
                .containsExactly("clean completed 100.00");
        assertThat(store.runs()).containsExactly("clean completed");
        assertThat(ended(project.run("run", "clean.lupomig"), 0).out()).contains("nothing to do");
        assertThat(store.runs()).containsExactly("clean completed");
    }

    @Test
    void failureMidExecution() throws Exception {
        plan(
                "broken",
                MAKE
                        + step("half", "requires make", """
                            ALTER TABLE shop.t ADD COLUMN b INT;
                            ALTER TABLE shop.t ADD INDEX i (b), ADD INDEX i (b);
                            """, "")
                        + step("never", "requires half", "DROP TABLE shop.t;", ""));

        assertThat(ended(project.run("run", "broken.lupomig"), 1).err()).contains("LM5011", "1061");

        assertThat(store.path("broken.change.make")).isEqualTo(path(WORKED, UNDONE));
        assertThat(store.path("broken.change.half"))
                .containsExactly(
                        "preparing pre_migration",
                        "validating_pre validation",
                        "migrating execution",
                        "rolling_back",
                        "idle rolled_back");
        assertThat(store.path("broken.change.never")).isEmpty();
        assertThat(store.batches()).containsExactly("change rolled_back A 0 of 3");
        assertThat(store.files())
                .containsExactly("half rolled_back 1 again 0", "make rolled_back 1 again 0", "never pending 1 again 0");
        assertThat(store.checks()).isEmpty();
        assertThat(store.rollbacks()).containsExactly("change  A completed 2");
        assertThat(store.alerts()).containsExactly("error batch failed new");
        assertThat(store.runs()).containsExactly("broken failed");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void dependencyMissing() throws Exception {
        plan("other", step("first", "", "ALTER TABLE shop.u ADD COLUMN n INT;", ""));
        String needing = "import \"other.lupomig\"\n";
        String steps = MAKE + step("needs", "requires make, other.change.second", "DROP TABLE shop.t;", "");
        ended(project.run("run", "other.lupomig"), 0);
        before = project.dump();
        // What the other plan has by now, and nobody has run yet.
        plan(
                "other",
                step("first", "", "ALTER TABLE shop.u ADD COLUMN n INT;", "")
                        + step("second", "requires first", "ALTER TABLE shop.u ADD COLUMN m INT;", ""));
        plan("needy", needing, steps);

        assertThat(ended(project.run("run", "needy.lupomig"), 1).err())
                .contains("LM5007", "needy.change.needs requires other.change.second, which has not completed");

        assertThat(store.path("needy.change.make")).isEqualTo(path(WORKED, UNDONE));
        assertThat(store.path("needy.change.needs")).containsExactly("preparing pre_migration", "failed failed");
        assertThat(store.batches()).containsExactly("change completed A 1 of 1", "change rolled_back A 0 of 2");
        assertThat(store.files())
                .containsExactly("first completed 1 again 0", "make rolled_back 1 again 0", "needs failed 8 again 0");
        assertThat(store.rollbacks()).containsExactly("change  A completed 1");
        assertThat(store.alerts()).containsExactly("error batch failed new");
        assertThat(store.runs()).containsExactly("other completed", "needy failed");
        assertThat(project.dump()).isEqualTo(before);

        ended(project.run("run", "other.lupomig", "needy.lupomig"), 0);

        assertThat(store.path("needy.change.needs").subList(2, 4)).containsExactly("idle", "preparing pre_migration");
        assertThat(store.path("needy.change.needs")).endsWith(COMPLETED);
        assertThat(store.files()).contains("needs completed 1 again 1");
    }

    @Test
    void partialExecutionAndRestart() throws Exception {
        plan("killed", MAKE + step("half", "requires make", """
            UPDATE shop.t SET a = 'eins' WHERE id = 1;
            ALTER TABLE shop.u ADD COLUMN b INT;
            """, ""));
        List<String> half = List.of(
                "preparing pre_migration", "validating_pre validation", "migrating execution", "migrating backup");
        Process run = project.process("run", "killed.lupomig")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Connection reader = readerOf("shop.u")) {
            WaitingCommand.session(database, run.onExit().thenApply(process -> new TestShell.Result(0, "", "")));
            // SIGKILL
            run.destroyForcibly();
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();

            assertThat(store.path("killed.change.make")).isEqualTo(WORKED);
            assertThat(store.path("killed.change.half")).isEqualTo(half);
            assertThat(store.batches()).containsExactly("change running A 0 of 2");
            assertThat(store.runs()).containsExactly("killed running");
            reader.rollback();
        }

        assertThat(ended(project.run("recover"), 0).out()).contains("batch change is undone");

        assertThat(project.dump()).isEqualTo(before);
        assertThat(store.path("killed.change.make")).isEqualTo(path(WORKED, UNDONE));
        assertThat(store.path("killed.change.half")).isEqualTo(path(half, UNDONE));
        assertThat(store.batches()).containsExactly("change rolled_back A 0 of 2");
        assertThat(store.files()).containsExactly("half rolled_back 1 again 0", "make rolled_back 1 again 0");
        assertThat(store.rollbacks()).containsExactly("change  A completed 2");
        assertThat(store.alerts()).containsExactly("warning run died new");
        assertThat(store.runs()).containsExactly("killed recovered");

        ended(project.run("run", "killed.lupomig"), 0);

        assertThat(store.path("killed.change.make"))
                .isEqualTo(path(path(path(WORKED, UNDONE), WORKED.toArray(String[]::new)), COMPLETED));
        assertThat(store.files()).containsExactly("half completed 1 again 1", "make completed 1 again 1");
        assertThat(store.runs()).containsExactly("killed recovered", "killed completed");
    }

    @Test
    void conflictOfTwoRuns() throws Exception {
        plan("first", step("wide", "", "ALTER TABLE shop.t ADD COLUMN b INT;", ""));
        plan("second", step("wider", "", "ALTER TABLE shop.t ADD COLUMN c INT;", ""));
        CompletableFuture<TestShell.Result> first;
        CompletableFuture<TestShell.Result> second;
        try (Connection reader = readerOf("shop.t")) {
            first = CompletableFuture.supplyAsync(() -> project.run("run", "first.lupomig"));
            WaitingCommand.session(database, first);
            second = CompletableFuture.supplyAsync(() -> project.run("run", "second.lupomig", "--wait", "2m"));
            // The first waits for the reader, the second for the first: neither ends before the reader does.
            assertThat(store.path("first.change.wide")).last().isEqualTo("migrating execution");
            assertThat(store.path("second.change.wider")).isEmpty();
            assertThat(second).isNotDone();
            reader.rollback();
        }

        ended(first.join(), 0);
        ended(second.join(), 0);

        assertThat(store.path("first.change.wide")).isEqualTo(path(WORKED, COMPLETED));
        assertThat(store.path("second.change.wider")).isEqualTo(path(WORKED, COMPLETED));
        assertThat(database.query("SELECT DISTINCT plan_name FROM lupomig_orchestration.lupo_migration_states"
                        + " WHERE step_name <> '' GROUP BY plan_name, run_id ORDER BY MIN(migration_state_id)"))
                .containsExactly("first", "second");
        assertThat(database.query("SELECT (SELECT MAX(migration_state_id) FROM lupomig_orchestration"
                        + ".lupo_migration_states WHERE plan_name = 'first') < (SELECT MIN(migration_state_id)"
                        + " FROM lupomig_orchestration.lupo_migration_states WHERE plan_name = 'second')"))
                .containsExactly("1");
        assertThat(store.batches()).containsExactly("change completed A 1 of 1", "change completed A 1 of 1");
        assertThat(store.rollbacks()).isEmpty();
        assertThat(store.runs()).containsExactly("first completed", "second completed");
        assertThat(database.query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'shop'"
                        + " AND TABLE_NAME = 't' ORDER BY ORDINAL_POSITION"))
                .containsExactly("id", "a", "b", "c");
    }

    @Test
    void preValidationFailure() throws Exception {
        plan(
                "unready",
                MAKE
                        + step(
                                "checked",
                                "requires make",
                                "DROP TABLE shop.t;",
                                "validate pre \"empty\" { expect rows(shop.t) = 0 }"));

        assertThat(ended(project.run("run", "unready.lupomig"), 1).err())
                .contains("LM5010", "rows(shop.t) is 2, expected 0");

        assertThat(store.path("unready.change.make")).isEqualTo(path(WORKED, UNDONE));
        assertThat(store.path("unready.change.checked"))
                .containsExactly("preparing pre_migration", "validating_pre validation", "failed failed");
        assertThat(store.batches()).containsExactly("change rolled_back A 0 of 2");
        assertThat(store.files()).containsExactly("checked failed 8 again 0", "make rolled_back 1 again 0");
        assertThat(store.checks()).containsExactly("pre empty failed");
        assertThat(store.rollbacks()).containsExactly("change  A completed 1");
        assertThat(store.alerts()).containsExactly("error batch failed new");
        assertThat(store.runs()).containsExactly("unready failed");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void postValidationFailure() throws Exception {
        plan(
                "wrong",
                MAKE
                        + step("change", "requires make", "UPDATE shop.t SET a = 'eins' WHERE id = 1;", "")
                        + "validate post integrity \"none lost\" { expect rows(shop.t) = 3 }");

        assertThat(ended(project.run("run", "wrong.lupomig"), 1).err())
                .contains("LM5010", "rows(shop.t) is 2, expected 3");

        assertThat(store.path("wrong.change.make")).isEqualTo(path(WORKED, UNDONE));
        assertThat(store.path("wrong.change.change"))
                .containsExactly(
                        "preparing pre_migration",
                        "validating_pre validation",
                        "migrating execution",
                        "migrating backup",
                        "validating_post verification",
                        "rolling_back",
                        "idle rolled_back");
        assertThat(store.batches()).containsExactly("change rolled_back A 0 of 2");
        assertThat(store.files()).containsExactly("change rolled_back 1 again 0", "make rolled_back 1 again 0");
        assertThat(store.checks()).containsExactly("post integrity none lost failed");
        assertThat(store.rollbacks()).containsExactly("change  A completed 2");
        assertThat(store.alerts()).containsExactly("error batch failed new");
        assertThat(store.runs()).containsExactly("wrong failed");
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void rollbackThatItselfFails() throws Exception {
        plan("stuck", MAKE + step("move", "requires make", """
            RENAME TABLE shop.t TO shop.moved;
            ALTER TABLE shop.u ADD COLUMN b INT;
            """, "validate post \"never\" { expect rows(shop.u) = 1 }"));
        List<String> move = path(WORKED, "rolling_back", "failed failed");
        CompletableFuture<TestShell.Result> run;
        try (Connection reader = readerOf("shop.u")) {
            run = CompletableFuture.supplyAsync(() -> project.run("run", "stuck.lupomig"));
            WaitingCommand.session(database, run);
            database.execute("CREATE TABLE shop.t (theirs INT) ENGINE=InnoDB");
            reader.rollback();
        }

        assertThat(ended(run.join(), 3).err()).contains("LM5010", "LM5020", "stuck.change.move could not be undone");

        assertThat(store.path("stuck.change.move")).isEqualTo(move);
        assertThat(store.path("stuck.change.make")).isEqualTo(path(WORKED, "rolling_back", "failed failed"));
        assertThat(store.batches()).containsExactly("change failed A 0 of 2");
        assertThat(store.files()).containsExactly("make failed 8 again 0", "move failed 8 again 0");
        assertThat(store.checks()).containsExactly("post never failed");
        assertThat(store.rollbacks()).containsExactly("change  A failed 0");
        assertThat(store.alerts())
                .containsExactly("critical undo failed new", "critical undo failed new", "error batch failed new");
        assertThat(store.runs()).containsExactly("stuck broken");
        assertThat(ended(project.run("run", "stuck.lupomig"), 3).err()).contains("LM5008");
        assertThat(store.path("stuck.change.move")).as("not touched again").isEqualTo(move);

        database.execute("DROP TABLE shop.t");
        ended(project.run("retry", "stuck"), 0);

        assertThat(store.path("stuck.change.move")).isEqualTo(path(path(move, "idle"), UNDONE));
        assertThat(store.path("stuck.change.make")).isEqualTo(path(path(move, "idle"), UNDONE));
        assertThat(store.batches()).containsExactly("change rolled_back A 0 of 2");
        assertThat(store.rollbacks()).containsExactly("change  A completed 2", "change  A failed 0");
        assertThat(store.runs()).containsExactly("stuck recovered");
        assertThat(project.dump()).isEqualTo(before);
    }
}
