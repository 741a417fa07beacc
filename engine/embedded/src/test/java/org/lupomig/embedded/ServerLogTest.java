package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.embedded.EmbeddedServerException.Problem;

class ServerLogTest {
    private static final Path PROGRAM = Path.of("bin", "mariadbd");

    @TempDir
    Path directory;

    @Test
    void namesTheLibraryThatLinuxMisses() throws IOException {
        EmbeddedServerException why = why(
                "bin/mariadbd: error while loading shared libraries: libcrypt.so.1: cannot open shared object file: No such file or directory\n");

        assertThat(why.problem()).isEqualTo(Problem.MISSING_LIBRARY);
        assertThat(why).hasMessageStartingWith("the embedded server needs libcrypt.so.1, which this machine lacks;");
    }

    @Test
    void namesTheLibraryVersionThatLinuxMisses() throws IOException {
        EmbeddedServerException why = why(
                "bin/mariadbd: /lib64/libstdc++.so.6: version `GLIBCXX_3.4.20' not found (required by bin/mariadbd)\n");

        assertThat(why.problem()).isEqualTo(Problem.MISSING_LIBRARY);
        assertThat(why).hasMessageContaining("needs GLIBCXX_3.4.20,");
    }

    @Test
    void namesTheLibraryThatMacMisses() throws IOException {
        EmbeddedServerException why = why(
                "dyld[1]: Library not loaded: /opt/homebrew/lib/libpcre2-8.0.dylib\n  Referenced from: <A> /x/bin/mariadbd\n");

        assertThat(why.problem()).isEqualTo(Problem.MISSING_LIBRARY);
        assertThat(why).hasMessageContaining("needs /opt/homebrew/lib/libpcre2-8.0.dylib,");
    }

    @Test
    void quotesTheFirstErrorAndPointsToTheLog() throws IOException {
        EmbeddedServerException why = why("""
                2026-11-20 22:39:53 0 [Note] InnoDB: Number of transaction pools: 1
                2026-11-20 22:39:53 0 [ERROR] InnoDB: The innodb_system data file 'ibdata1' must be writable
                2026-11-20 22:39:53 0 [ERROR] Aborting
                """);

        assertThat(why.problem()).isEqualTo(Problem.NO_START);
        assertThat(why)
                .hasMessage("the embedded server did not start: InnoDB: The innodb_system data file 'ibdata1' must be"
                        + " writable (all of it: " + directory.resolve("log") + ")");
    }

    @Test
    void quotesTheStatementThatWasRefusedRatherThanWhatFollowedFromIt() throws IOException {
        EmbeddedServerException why = why("""
                2026-11-20 22:39:53 0 [Note] InnoDB: Number of transaction pools: 1
                ERROR: 1146  Table 'mysql.db' doesn't exist
                2026-11-20 22:39:53 0 [ERROR] Aborting
                """);

        assertThat(why)
                .hasMessageStartingWith("the embedded server did not start: 1146  Table 'mysql.db' doesn't exist (");
    }

    @Test
    void quotesTheLastLineWhenNothingIsCalledAnError() throws IOException {
        assertThat(why("first\nsecond\n")).hasMessageContaining("did not start: second (");
        assertThat(why("")).hasMessageContaining("did not start: it said nothing (");
    }

    private EmbeddedServerException why(String output) throws IOException {
        Path log = Files.writeString(directory.resolve("log"), output);
        return ServerLog.whyEnded(PROGRAM, log);
    }
}
