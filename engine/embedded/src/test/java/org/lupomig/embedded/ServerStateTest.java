package org.lupomig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStateTest {
    @TempDir
    Path directory;

    @Test
    void isReadAsWritten() throws IOException {
        ServerState state = new ServerState(42, 3307, List.of("--a=b c", "--\u00fc=\\"), false);

        state.write(directory);
        assertThat(ServerState.read(directory)).isEqualTo(state);

        state.toldToStop().write(directory);
        assertThat(ServerState.read(directory)).isEqualTo(new ServerState(42, 3307, state.settings(), true));

        ServerState.remove(directory);
        assertThat(ServerState.read(directory)).isNull();
    }

    @Test
    void aNoteThatCannotBeReadStillSaysThatAServerMayRun() throws IOException {
        Files.writeString(directory.resolve("server.state"), "pid=4x2\n");

        assertThat(ServerState.read(directory)).isEqualTo(new ServerState(0, 0, List.of(), false));
    }
}
