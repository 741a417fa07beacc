package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * The process is killed while the server works on a statement; the server goes on with it, and the next command waits.
 */
@Tag("proof")
class KilledInsideStatementsIT {
    private static final Path EXAMPLE =
            Path.of("../../examples/03-killed").toAbsolutePath().normalize();
    private static final Path RESHAPE = EXAMPLE.resolve("reshape_traffic.lupomig");
    private static final Path REWRITE =
            Path.of("src/test/resources/killed/rewrite.lupomig").toAbsolutePath();
    private static final String[] SCHEMAS = {"lupopedia_web", "lupopedia_web_archive"};
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static final Counts COUNTS = new Counts("kills inside statements");

    private final TestDatabase database = TestDatabase.get();

    @AfterAll
    static void count() {
        COUNTS.print();
    }

    /** What a test leaves as it was the next one begins with: to make so many rows takes long. */
    private static boolean built;

    @BeforeAll
    static void fresh() {
        built = false;
    }

    @BeforeEach
    void build() throws Exception {
        if (built) {
            return;
        }
        database.clear();
        StoreForTests.make(database);
        CrashedProcess made = CrashedProcess.run("run", database, EXAMPLE.resolve("build_traffic.lupomig"), 0);
        assertThat(made.output()).startsWith("DONE");
        built = true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "ALTER TABLE"})
    void everythingIsAsBefore(String statement) throws Exception {
        isAsBefore(RESHAPE, sentAsItIs(statement));
    }

    @Test
    void theNextRunIsAsEver() throws Exception {
        isAsBefore(RESHAPE, sentAsItIs("CREATE INDEX"));

        built = false;
        CrashedProcess again = CrashedProcess.run("run", database, RESHAPE, 0);
        assertThat(again.output()).startsWith("DONE");
    }

    @Test
    void rowsAreAsBefore() throws Exception {
        isAsBefore(REWRITE, sentAsItIs("UPDATE"));
    }

    /** It gets its rows under another name than the author's. */
    @Test
    void aTableFromAQueryIsNotThere() throws Exception {
        isAsBefore(REWRITE, "INFO LIKE 'CREATE TABLE%SELECT%path\\_hash%'");
    }

    private static String sentAsItIs(String statement) {
        return "INFO LIKE '" + statement + "%' AND INFO NOT LIKE '%lupomig\\_%'";
    }

    private void isAsBefore(Path change, String statement) throws Exception {
        String before = SchemaDump.of(database, SCHEMAS);

        Process run = CrashedProcess.start("run", database, change, 0);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean seen = false;
        built = false;
        while (!seen && run.isAlive() && System.nanoTime() < deadline) {
            seen = !working(statement).isEmpty();
        }
        run.destroyForcibly().waitFor();
        COUNTS.count("killed");
        assertThat(seen).as("the server was seen at work on %s", statement).isTrue();

        CrashedProcess recovery = CrashedProcess.run("recover", database, change, 0);

        assertThat(recovery.output()).startsWith("DONE");
        assertThat(SchemaDump.of(database, SCHEMAS)).isEqualTo(before);
        built = true;
        COUNTS.count("as before");
    }

    private List<String> working(String statement) throws Exception {
        return database.query(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE COMMAND = 'Query' AND ID <> CONNECTION_ID() AND "
                        + statement);
    }
}
