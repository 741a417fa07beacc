package org.lupomig.cli.wiring;

import org.lupomig.cli.Shell;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.Store;

/** Builds engines. */
public final class Engines {
    private Engines() {}

    /** An engine for one command on one server. */
    public static Engine create(
            Shell shell, OpenServer server, Store store, FileFacts files, RunListener listener) {
        return new Engine(new EnginePorts(
                store,
                server.target(),
                new SqlDefinitions(),
                new SqlStatementReader(),
                files,
                shell.clock(),
                listener,
                Owners.create(shell)));
    }
}
