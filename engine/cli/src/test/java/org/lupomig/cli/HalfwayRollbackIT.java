package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Somebody writes when a rollback has looked at everything and begun. It breaks off half way then, says what is in its
 * way and how far it has come, and goes on where a person allows it.
 */
class HalfwayRollbackIT {
    private static final String THEIRS = "UPDATE shop.items SET note = 'theirs' WHERE id > 3";

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop CHARACTER SET utf8mb4",
            "CREATE TABLE shop.items (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL) ENGINE=InnoDB",
            "INSERT INTO shop.items VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five')",
            "CREATE TABLE shop.other (id INT PRIMARY KEY) ENGINE=InnoDB");

    private void plan(String rollbackClass) throws Exception {
        plan(rollbackClass, "");
    }

    private void plan(String rollbackClass, String check) throws Exception {
        project.write("shop.lupomig", """
                plan shop version 1 { database main = mariadb batch change rollback %s {
                  step first { sql $CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB$ }
                  step fill requires first { sql $ALTER TABLE shop.items ADD COLUMN note VARCHAR(40);
                    UPDATE shop.items SET note = 'ours', name = 'ours' WHERE id < 3$ }
                  step last requires fill { sql $ALTER TABLE shop.other ADD COLUMN x INT$ }
                  %s
                } }
                """.formatted(rollbackClass, check).replace("$", "\"\"\""));
    }

    /** A rollback whose last step waits for a reader, while somebody writes. */
    private TestShell.Result brokenOff(String theirs, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("rollback", "change"));
        command.addAll(List.of(more));
        return brokenOff(List.of(theirs), command.toArray(String[]::new));
    }

    private TestShell.Result brokenOff(List<String> theirs, String[] command) throws Exception {
        CompletableFuture<TestShell.Result> back;
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.executeQuery("SELECT * FROM shop.other").close();
            back = CompletableFuture.supplyAsync(() -> project.run(command));
            WaitingCommand.session(database, back);
            database.execute(theirs.toArray(String[]::new));
            reader.rollback();
        }
        return back.join();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A | UPDATE shop.items SET note = 'theirs' WHERE id > 3 | shop.items: column note has values that this batch did not write, in 2 rows (by their keys: 4; 5) | step last, 1 of 2 changes of step fill; not yet: the rest of step fill, step first
                    A | UPDATE shop.items SET note = 'theirs' WHERE id = 2 | changed since; of shop.items: 1 row (by its key: 2) has another note; what they were before is kept in | step last; not yet: step fill, step first
                    A | INSERT INTO shop.items VALUES (9, 'nine', 'theirs') | column note has values that this batch did not write, in 1 row (by its key: 9) | step last, 1 of 2 changes of step fill; not yet: the rest of step fill, step first
                    """)
    void goesOnWhereAPersonAllowsIt(String rollbackClass, String theirs, String why, String howFar) throws Exception {
        String before = project.dump();
        plan(rollbackClass);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();

        TestShell.Result broken = brokenOff(theirs);

        assertThat(broken.status()).as(broken.out() + broken.err()).isEqualTo(3);
        assertThat(broken.err())
                .contains("LM5020", why, "undone so far: " + howFar)
                .contains("'lupomig retry shop.change --discard-later-writes' goes on over that")
                .doesNotContain("theirs");
        String stuck = project.dump();
        for (List<String> command :
                List.of(List.of("rollback", "change"), List.of("rollback", "change", "--dry-run"))) {
            TestShell.Result again = project.run(command.toArray(String[]::new));
            assertThat(again.err()).contains("LM5008", why, "'lupomig retry shop.change --discard-later-writes'");
            assertThat(again.err()).doesNotContainPattern("could not be undone in run \\d+: \\S+ could not be undone");
            assertThat(again.status()).isNotZero();
        }
        assertThat(project.run("status").out().replaceAll("\\s+", " "))
                .contains("undone so far: " + howFar)
                .doesNotContain("kept for a person");
        assertThat(project.run("retry", "shop.change").err()).contains("LM5020", why);
        TestShell.Result unnamed = project.run("retry", "--discard-later-writes");
        assertThat(unnamed.status()).isEqualTo(2);
        assertThat(unnamed.err()).contains("--discard-later-writes needs to be told of which plan, batch or step");
        assertThat(project.dump()).isEqualTo(stuck);

        TestShell.Result back = project.run("retry", "shop.change", "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(kept()).contains("theirs");
        assertThat(database.query("SELECT CONCAT(message) FROM lupomig_orchestration.migration_alerts"
                        + " WHERE title = 'later writes discarded'"))
                .singleElement()
                .asString()
                .contains("has allowed the way back of shop.change to go on over", "shop.items");
        assertThat(database.query("SELECT DISTINCT JSON_EXISTS(state_data, '$.discards_allowed_by') FROM"
                        + " lupomig_orchestration.lupo_migration_states WHERE state_data LIKE '%discards%'"))
                .contains("1");
        database.execute("DELETE FROM shop.items WHERE id = 9");
        assertThat(project.dump()).isEqualTo(before);
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
    }

    /** What a run takes back by itself, where each step has a commit point of its own, is looked at like that, too. */
    @Test
    void soDoesWhatARunTakesBackByItself() throws Exception {
        String before = project.dump();
        plan("B", "validate post integrity \"never\" { expect query(\"SELECT 1\") = 2 }");
        TestShell.Result broken =
                brokenOff(List.of(THEIRS, "INSERT INTO shop.fresh VALUES (7)"), new String[] {"run", "shop.lupomig"});

        assertThat(broken.status()).as(broken.out() + broken.err()).isEqualTo(3);
        assertThat(broken.err())
                .contains("LM5020", "column note has values in 2 rows (by their keys: 4; 5)", "shop.fresh has changed")
                .contains("'lupomig retry shop.change --discard-later-writes' goes on over that");
        assertThat(project.run("retry", "shop.change").status()).isEqualTo(3);
        TestShell.Result back = project.run("retry", "shop.change", "--discard-later-writes");
        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(kept()).contains("theirs");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** What is written, and not committed yet, when the column is looked at: it is looked at again under the lock. */
    @ParameterizedTest
    @ValueSource(strings = {"ADD COLUMN note VARCHAR(40)", "ADD COLUMN note VARCHAR(40), DROP COLUMN name"})
    void isNotTakenAwayInTheMomentBetween(String change) throws Exception {
        String before = project.dump();
        project.plan("ALTER TABLE shop.items " + change + ";");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        CompletableFuture<TestShell.Result> back;
        try (Connection writer = database.connect();
                Statement writing = writer.createStatement()) {
            writer.setAutoCommit(false);
            writing.executeUpdate("UPDATE shop.items SET note = 'theirs' WHERE id = 4");
            back = CompletableFuture.supplyAsync(() -> project.run("rollback", "change"));
            WaitingCommand.session(database, back);
            writer.commit();
        }

        TestShell.Result broken = back.join();

        assertThat(broken.status()).as(broken.out() + broken.err()).isEqualTo(3);
        assertThat(broken.err())
                .contains("column note has values that this batch did not write, in 1 row (by its key: 4)")
                .contains("'lupomig retry shop.change --discard-later-writes' goes on over that")
                .contains("undone so far: nothing; not yet: step only");
        assertThat(database.query("SELECT note FROM shop.items WHERE id = 4")).containsExactly("theirs");
        assertThat(project.run("retry", "shop.change", "--discard-later-writes").err())
                .isEmpty();
        assertThat(kept()).contains("theirs");
        assertThat(project.dump()).isEqualTo(before);
    }

    /** A rollback that was begun with the option needs to be told nothing more. */
    @Test
    void oneThatWasBegunOverLaterWritesGoesOnOverMore() throws Exception {
        String before = project.dump();
        plan("A");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        database.execute("UPDATE shop.items SET note = 'earlier' WHERE id = 3");

        TestShell.Result back = brokenOff(THEIRS, "--discard-later-writes");

        assertThat(back.err()).isEmpty();
        assertThat(back.status()).isZero();
        assertThat(kept()).contains("theirs", "earlier");
        assertThat(project.dump()).isEqualTo(before);
    }

    private List<String> kept() throws SQLException {
        StringBuilder all = new StringBuilder("SELECT ''");
        for (String table : database.query("SELECT TABLE_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
                + " 'lupomig_held' AND TABLE_NAME LIKE 'k%' AND COLUMN_NAME = 'note'")) {
            all.append(" UNION ALL SELECT note FROM lupomig_held.`")
                    .append(table)
                    .append('`');
        }
        return database.query(all.toString());
    }
}
