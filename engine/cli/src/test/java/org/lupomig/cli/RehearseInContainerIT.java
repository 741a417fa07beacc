package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rehearsals on a server in a container, where the tests have a container engine and an image. */
class RehearseInContainerIT {
    private static final String IMAGE = "mariadb:10.11";

    @TempDir
    Path folder = Path.of("");

    private TestShell.Result rehearse(String server) throws IOException {
        Files.writeString(folder.resolve("shop.lupomig"), """
                plan shop version 1 {
                  database main = mariadb
                  schema shop core
                  batch one {
                    step t { sql \"""CREATE SCHEMA shop; CREATE TABLE shop.t (id INT PRIMARY KEY);\""" }
                  }
                }
                """);
        return TestShell.in(folder).withTime().run("rehearse", "shop.lupomig", "--server", server);
    }

    @Test
    void aServerInAContainerIsRehearsedOnAndGone() throws Exception {
        assumeTrue(isContainer());
        int before = ours();

        TestShell.Result result = rehearse("container:" + IMAGE);

        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("on a scratch server in a container (10.11.", "kill 3 of 3: ", "clean: every step went back");
        assertThat(ours()).isEqualTo(before);
    }

    @Test
    void anImageThatIsNoneIsSaid() throws Exception {
        assumeTrue(isContainer());

        TestShell.Result result = rehearse("container:not an image");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "error[LM9106] no server could be started in a container of not an image: that is no name",
                        "docker pull not an image");
    }

    private static boolean isContainer() {
        return TestDatabase.get().source() == TestDatabase.Source.CONTAINER;
    }

    /** Containers of this process: tests beside this one may have others. */
    private static int ours() throws Exception {
        Process process = new ProcessBuilder(
                        "docker", "ps", "--all", "--format", "{{.Label \"org.lupomig.rehearsal\"}}")
                .redirectErrorStream(true)
                .start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(all).isZero();
        String own = "/" + ProcessHandle.current().pid();
        return (int) all.lines().filter(line -> line.endsWith(own)).count();
    }
}
