package org.lupomig.cli.wiring;

import java.nio.file.Path;
import java.util.List;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.testkit.mariadb.TestDatabase;

/** A server of a test's own that loses nothing it has committed, and can be killed. */
final class OwnServer implements AutoCloseable {
    /** With them a commit is one in two places. */
    static final List<String> BINARY_LOG = List.of("--log-bin=changes", "--server-id=1", "--sync-binlog=1");

    private final EmbeddedServerConfig config;
    private volatile EmbeddedServer server;
    private volatile long killed;

    OwnServer(Path directory, List<String> options) throws Exception {
        config = EmbeddedServerConfig.in(directory).withOptions(options.toArray(String[]::new));
        server = EmbeddedServer.start(config);
    }

    TestDatabase database() {
        return TestDatabase.at(server.jdbcUrl(), server.user(), server.password());
    }

    long pid() {
        return server.pid();
    }

    /** Whether nobody has killed it; one that is being killed has ended by then. */
    boolean isAlive() {
        ProcessHandle.of(server.pid())
                .filter(process -> killed == process.pid())
                .ifPresent(process -> process.onExit().join());
        return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Ends it as a SIGKILL does. */
    void kill() {
        killed = server.pid();
        Halt.other(server.pid());
    }

    /** Starts it again on what it has left. It may listen elsewhere then. */
    void restart() throws Exception {
        server.close();
        server = EmbeddedServer.start(config);
    }

    @Override
    public void close() {
        server.close();
    }
}
