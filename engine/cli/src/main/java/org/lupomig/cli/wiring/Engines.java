package org.lupomig.cli.wiring;

import org.lupomig.cli.Shell;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.memory.VolatileStore;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;

/** Builds engines, each for one command. */
public final class Engines {
    private Engines() {}

    /** An engine that remembers in the server's own store. */
    public static Engine create(Shell shell, OpenServer server, FileFacts files, RunListener listener) {
        return create(shell, server, server.store(), server.target(), files, listener);
    }

    /**
     * An engine that reaches the server's own store by way of {@code store}, and the server by way of {@code target}.
     */
    public static Engine over(
            Store store, Target target, Shell shell, OpenServer server, FileFacts files, RunListener listener) {
        return create(shell, server, store, target, files, listener);
    }

    /** An engine that forgets: for what comes before there is a store. */
    public static Engine unremembered(Shell shell, OpenServer server, FileFacts files, RunListener listener) {
        return create(shell, server, new VolatileStore(), server.targetWithoutStore(), files, listener);
    }

    /** An engine that makes the store, by the store's own plan. */
    static Engine forStore(Shell shell, OpenServer server, FileFacts files) {
        return create(shell, server, new VolatileStore(), server.targetForStore(), files, event -> {});
    }

    private static Engine create(
            Shell shell, OpenServer server, Store store, Target target, FileFacts files, RunListener listener) {
        return new Engine(new EnginePorts(
                store,
                target,
                new SqlDefinitions(),
                new SqlStatementReader(),
                files,
                server.clock(shell.clock()),
                listener,
                Owners.create(shell)));
    }
}
