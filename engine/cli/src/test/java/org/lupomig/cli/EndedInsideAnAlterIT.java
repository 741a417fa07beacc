package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * Somebody ends an ALTER that the server is at work on, or its connection. That is told as what it is, and not as a
 * failure of the statement; and what became of it is judged by what is there.
 */
class EndedInsideAnAlterIT {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** As the server says that it copies a table, or builds an index. */
    private static final String AT_WORK = "('copy to tmp table', 'altering table')";

    private static final Counts COUNTS = new Counts("statements ended by others inside an ALTER");

    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.big (id INT PRIMARY KEY, n INT, note VARCHAR(80), KEY by_n (n, note)) ENGINE=InnoDB",
            "INSERT INTO shop.big SELECT seq, seq MOD 1000, SHA2(seq, 256) FROM shop.seq_1_to_200000");

    @AfterAll
    static void print() {
        COUNTS.print();
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION, 'MODIFY n BIGINT, ALGORITHM=COPY'", "QUERY, 'ADD INDEX by_note (note), ALGORITHM=INPLACE'"
    })
    void ofARun(String what, String alters) throws Exception {
        endRun(what, alters);
    }

    @ParameterizedTest
    @CsvSource({"QUERY, 'MODIFY n BIGINT, ALGORITHM=COPY'", "CONNECTION, 'ADD INDEX by_note (note), ALGORITHM=INPLACE'"
    })
    @Tag("soak")
    void ofARunTheOtherWayRound(String what, String alters) throws Exception {
        endRun(what, alters);
    }

    private void endRun(String what, String alters) throws Exception {
        plan(alters);
        String before = project.dump();

        TestShell.Result run = ended(what, "run", "shop.lupomig");

        assertThat(run.err())
                .contains(what.equals("QUERY") ? "LM5076" : "LM5012")
                .doesNotContain("LM5011");
        assertThat(run.status()).as("%s%s", run.out(), run.err()).isEqualTo(1);
        assertThat(project.dump()).as("%s%s", run.out(), run.err()).isEqualTo(before);
        assertThat(run.out()).contains("undone");
        TestShell.Result again = project.run("run", "shop.lupomig");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(project.run("rollback", "shop.change").status()).isZero();
        assertThat(project.dump()).isEqualTo(before);
    }

    /** The way back of a column that is made wider copies the table, that of an index that is dropped builds it. */
    @ParameterizedTest
    @CsvSource({"QUERY, 'MODIFY n BIGINT, ALGORITHM=COPY'", "CONNECTION, 'DROP INDEX by_n'"})
    void ofARollback(String what, String alters) throws Exception {
        endRollback(what, alters);
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION, 'MODIFY n BIGINT, ALGORITHM=COPY'", "QUERY, 'DROP INDEX by_n'"})
    @Tag("soak")
    void ofARollbackTheOtherWayRound(String what, String alters) throws Exception {
        endRollback(what, alters);
    }

    private void endRollback(String what, String alters) throws Exception {
        plan(alters);
        String before = project.dump();
        assertThat(project.run("run", "shop.lupomig").status()).isZero();
        String after = project.dump();

        TestShell.Result rollback = ended(what, "rollback", "shop.change");

        String said = rollback.out() + rollback.err();
        assertThat(said).contains(what.equals("QUERY") ? "somebody ended it on the server" : "LM5012");
        assertThat(rollback.status()).as(said).isEqualTo(ExitStatus.NEEDS_A_PERSON);
        assertThat(project.dump()).as(said).isEqualTo(after);
        TestShell.Result recovery = project.run("recover");
        assertThat(recovery.status())
                .as("%s%s%s", said, recovery.out(), recovery.err())
                .isZero();
        assertThat(project.dump()).as("%s%s", said, recovery.out()).isEqualTo(before);
        assertThat(project.run("status").out()).doesNotContain("needs a person");
    }

    private void plan(String alters) throws Exception {
        project.plan("CREATE TABLE shop.first (id INT PRIMARY KEY);\nALTER TABLE shop.big " + alters + ";");
    }

    /** Gives a command, and ends what it is seen at work on. */
    private TestShell.Result ended(String what, String... command) throws Exception {
        CompletableFuture<TestShell.Result> given = CompletableFuture.supplyAsync(() -> project.run(command));
        Set<String> others = new LinkedHashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            long found = 0;
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (found == 0 && !given.isDone() && System.nanoTime() < deadline) {
                found = atWork(statement, others);
            }
            assertThat(found)
                    .as("the server was seen at work on it, not only on %s", others)
                    .isPositive();
            statement.execute("KILL " + what + " " + found);
            COUNTS.count("KILL " + what + " in a " + command[0]);
        }
        return given.join();
    }

    private static long atWork(Statement statement, Set<String> others) throws SQLException {
        long found = 0;
        try (ResultSet rows = statement.executeQuery("SELECT ID, STATE IN " + AT_WORK + ", CONCAT(STATE, ': ', INFO)"
                + " FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query' AND ID <> CONNECTION_ID()"
                + " AND INFO LIKE '%ALTER TABLE%big%'")) {
            while (rows.next()) {
                found = rows.getBoolean(2) ? rows.getLong(1) : found;
                others.add(rows.getString(3));
            }
        }
        return found;
    }
}
