package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** The server dies while it makes a schema: the folder is there, and the file that says what its options are is not. */
class CutOffSchemaIT {
    private static final String SQL = "CREATE SCHEMA depot CHARACTER SET latin2 COMMENT 'ours'";

    @TempDir
    Path folder = Path.of("");

    private Path plan = Path.of("");

    private OwnServer server() throws Exception {
        plan = Files.writeString(folder.resolve("depot.lupomig"), """
                plan depot version 1 {
                  database main = mariadb
                  batch change { step only { sql \"""%s;\""" } }
                }
                """.formatted(SQL));
        return new OwnServer(folder.resolve("server"), List.of());
    }

    @Test
    void isTakenBack() throws Exception {
        try (OwnServer server = server()) {
            killedWithout(server, true);

            CrashedProcess recovery = CrashedProcess.here("recover", server.database(), plan);

            assertThat(recovery.status()).as(recovery.output()).isZero();
            assertThat(server.database().query("SHOW SCHEMAS LIKE 'depot'")).isEmpty();
            assertThat(CrashedProcess.here("run", server.database(), plan).status())
                    .isZero();
        }
    }

    /** One that is whole, with other options than the statement gives, somebody else has made. */
    @Test
    void aWholeOneStays() throws Exception {
        try (OwnServer server = server()) {
            killedWithout(server, false);
            server.database().execute("DROP SCHEMA depot", "CREATE SCHEMA depot");

            CrashedProcess recovery = CrashedProcess.here("recover", server.database(), plan);

            assertThat(recovery.status()).isNotZero();
            assertThat(recovery.output()).contains("schema depot may be somebody else's");
            assertThat(server.database().query("SHOW SCHEMAS LIKE 'depot'")).containsExactly("depot");
        }
    }

    /** Kills the process when the schema is made and nobody has written that down, and the server with it. */
    private void killedWithout(OwnServer server, boolean options) throws Exception {
        TestDatabase database = server.database();
        StoreForTests.make(database);
        int points = points(database);
        for (int point = 1; point <= points; point++) {
            CrashedProcess.run("run", database, plan, point);
            boolean made = !database.query("SHOW SCHEMAS LIKE 'depot'").isEmpty();
            if (made) {
                server.kill();
                if (options) {
                    Files.delete(file("db.opt"));
                }
                server.restart();
                return;
            }
            assertThat(CrashedProcess.here("recover", database, plan).status()).isBetween(0, 1);
        }
        throw new AssertionError("it was never made");
    }

    private int points(TestDatabase database) throws Exception {
        CrashedProcess whole = CrashedProcess.here("run", database, plan);
        assertThat(whole.status()).as(whole.output()).isZero();
        assertThat(CrashedProcess.here("rollback", database, plan).status()).isZero();
        return whole.points();
    }

    private Path file(String name) throws Exception {
        try (var files = Files.walk(folder.resolve("server"))) {
            return files.filter(file -> file.endsWith(Path.of("depot", name)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
