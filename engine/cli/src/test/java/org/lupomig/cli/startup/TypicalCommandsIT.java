package org.lupomig.cli.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.cli.Shell;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A command that fails loads other classes than the ones that people wait for. */
class TypicalCommandsIT {
    private static final Path EXAMPLES =
            Path.of("../../examples").toAbsolutePath().normalize();

    private final TestDatabase database = TestDatabase.get();

    @Test
    void endAsTheyShould(@TempDir Path folder) throws IOException, SQLException {
        database.clear();
        StartupArchive.copy(EXAMPLES.resolve("01-phase-a"), folder);
        StartupArchive.copy(EXAMPLES.resolve("mistakes"), folder);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        AtomicInteger tokens = new AtomicInteger();
        Shell shell = new Shell(
                folder,
                Map.of(
                        "LUPOMIG_DATABASE_MAIN", database.jdbcUrl(),
                        "LUPOMIG_DATABASE_MAIN_USER", database.user(),
                        "LUPOMIG_DATABASE_MAIN_PASSWORD", database.password()),
                stream,
                stream,
                false,
                false,
                InstantSource.system(),
                () -> "typical-" + ProcessHandle.current().pid() + "-" + tokens.incrementAndGet());

        Map<String, Integer> ended = TypicalCommands.run(shell);

        assertThat(ended.remove("no-such-command")).isEqualTo(2);
        assertThat(ended.remove("check five_mistakes.lupomig")).isEqualTo(1);
        assertThat(ended.values()).as(said.toString(StandardCharsets.UTF_8)).containsOnly(0);
    }
}
