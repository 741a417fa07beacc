package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.wire.SentCommand;
import org.lupomig.testkit.wire.Strike;
import org.lupomig.testkit.wire.Wire;

/**
 * A server that dies when it has answered a CREATE SEQUENCE, and has not yet written down what that stands at: who
 * looks at the sequence then ends the server again, whenever it is started.
 */
class CutOffSequenceIT {
    private final Path folder;
    private final OwnServer server;

    CutOffSequenceIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.server = new OwnServer(folder.resolve("server"), List.of());
    }

    @BeforeEach
    void storeIsThere() throws Exception {
        server.database().execute("CREATE SCHEMA shop", "CREATE SEQUENCE shop.were START WITH 7");
        StoreForTests.make(server.database());
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Path plan(String sql) throws Exception {
        Path plan = folder.resolve("words.lupomig");
        Files.writeString(plan, """
                plan words version 1 {
                  database main = mariadb
                  schema shop core
                  batch words {
                    step only { sql \"""%s\""" }
                  }
                }
                """.formatted(sql));
        return plan;
    }

    /** The server is killed when it has answered a CREATE SEQUENCE, and started again. */
    private void killed(String command, Path plan) throws Exception {
        int point = 0;
        try (Wire wire = Wire.to(server.database())) {
            done(command, wire.database(), plan);
            point = 2 * made(wire) + 2;
        }
        done(command.equals("run") ? "rollback" : "run", server.database(), plan);
        try (Wire wire = Wire.to(server.database(), point, new Strike.Ends(server::kill))) {
            try {
                CrashedProcess.here(command, wire.database(), plan);
            } catch (RuntimeException e) {
                // it hears of it as of any connection that is lost
            }
            assertThat(wire.struck()).isTrue();
            assertThat(2 * made(wire) + 2).isEqualTo(point);
        }
        assertThat(server.isAlive()).isFalse();
        server.restart();
    }

    private static int made(Wire wire) {
        List<String> texts = wire.commands().stream().map(SentCommand::text).toList();
        return texts.indexOf(texts.stream()
                .filter(text -> text.startsWith("CREATE SEQUENCE"))
                .findFirst()
                .orElseThrow());
    }

    private static void done(String command, TestDatabase database, Path plan) {
        assertThat(CrashedProcess.here(command, database, plan).output()).startsWith("DONE");
    }

    private void recovered(Path plan) {
        done("recover", server.database(), plan);
        assertThat(server.isAlive()).isTrue();
    }

    private List<String> sequences() throws Exception {
        return server.database()
                .query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop' ORDER BY 1");
    }

    @Test
    void thatAStepWasMakingGoes() throws Exception {
        Path plan = plan("CREATE SEQUENCE shop.fresh START WITH 100;");

        killed("run", plan);
        recovered(plan);

        assertThat(sequences()).containsExactly("were");
    }

    @Test
    void thatAWayBackWasMakingIsMadeAgain() throws Exception {
        Path plan = plan("DROP SEQUENCE shop.were;");
        done("run", server.database(), plan);

        killed("rollback", plan);
        recovered(plan);

        assertThat(server.database().query("SELECT NEXTVAL(shop.were)")).containsExactly("7");
    }
}
