package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that reads a schema's options anew shows a comment that was taken away as an empty one: no difference. */
class SchemaReadAgainIT {
    @TempDir
    Path folder;

    private void done(OwnServer server, String command) {
        CrashedProcess process = CrashedProcess.here(command, server.database(), folder.resolve("words.lupomig"));
        assertThat(process.output()).startsWith("DONE");
    }

    @Test
    void aCommentThatWentIsNone() throws Exception {
        Files.writeString(folder.resolve("words.lupomig"), """
                plan words version 1 {
                  database main = mariadb
                  schema shop core
                  batch words {
                    step only { sql \"""ALTER SCHEMA shop COMMENT ''\""" }
                  }
                }
                """);
        try (OwnServer server = new OwnServer(folder.resolve("server"), List.of())) {
            server.database().execute("CREATE SCHEMA shop COMMENT 'theirs'");
            StoreForTests.make(server.database());
            done(server, "run");
            restart(server);

            done(server, "rollback");

            restart(server);
            assertThat(server.database()
                            .query("SELECT SCHEMA_COMMENT FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'shop'"))
                    .containsExactly("theirs");
        }
    }

    private static void restart(OwnServer server) throws Exception {
        server.kill();
        server.restart();
    }
}
