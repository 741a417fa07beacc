package org.lupomig.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a rehearsal removes from a server that others can reach: only what it made itself. */
class ScratchIT {
    private final TestDatabase database = TestDatabase.get();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    private Answer<Scratch> open(Function<OpenServer, Answer<OpenServer>> allowed) throws InterruptedException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Map<String, String> account =
                Map.of("LUPOMIG_REHEARSE_USER", database.user(), "LUPOMIG_REHEARSE_PASSWORD", database.password());
        Shell shell =
                new Shell(folder, account, nowhere, nowhere, false, false, InstantSource.system(), () -> "scratch-it");
        return Scratch.open(shell, "main", new ScratchPlace.Named(database.jdbcUrl()), account, allowed);
    }

    private void theirs() {
        try {
            database.execute(
                    "CREATE SCHEMA app",
                    "CREATE TABLE app.precious (id INT)",
                    "CREATE USER lm_theirs",
                    "CREATE ROLE lm_r");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> schemas() throws SQLException {
        return database.query("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN"
                + " ('mysql', 'sys', 'performance_schema', 'information_schema')");
    }

    @Test
    void fromAServerThatIsRefusedNothingIsRemoved() throws Exception {
        Answer<Scratch> refused = open(found -> {
            theirs();
            return Answer.no(CliMessage.SCRATCH_IS_TARGET, found.shown(), "main");
        });

        assertThat(refused.isOk()).isFalse();
        assertThat(schemas()).containsExactly("app");
        assertThat(database.query("SELECT User FROM mysql.global_priv WHERE User LIKE 'lm\\_%'"))
                .containsExactlyInAnyOrder("lm_theirs", "lm_r");
        database.execute("DROP ROLE lm_r");
    }

    @Test
    void whatOthersMakeMeanwhileStays() throws Exception {
        Scratch scratch = open(Answer::of).value();
        Filling own = contents -> {
            assertThat(contents.send(List.of("CREATE DATABASE own", "CREATE USER lm_own")))
                    .isNull();
            return Answer.of(List.of());
        };
        try (scratch) {
            assertThat(scratch.fill(own).isOk()).isTrue();
            theirs();
            assertThat(scratch.refill(own).isOk()).isTrue();
            assertThat(schemas()).contains("app", "own", "lupomig_orchestration");
        }

        assertThat(schemas()).containsExactly("app");
        assertThat(database.query("SELECT COUNT(*) FROM app.precious")).containsExactly("0");
        assertThat(database.query("SELECT User FROM mysql.global_priv WHERE User LIKE 'lm\\_%'"))
                .containsExactlyInAnyOrder("lm_theirs", "lm_r");
        assertThat(scratch.left()).containsExactly("account 'lm_theirs'@'%'", "role 'lm_r'", "schema app");
        database.execute("DROP ROLE lm_r");
    }
}
