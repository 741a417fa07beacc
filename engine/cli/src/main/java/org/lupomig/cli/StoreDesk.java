package org.lupomig.cli;

import java.util.List;
import java.util.Map;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.cli.wiring.Stores;

/** The stores of a project, open for one command that was given no plan to run. */
final class StoreDesk implements AutoCloseable {
    private final Servers servers;
    private final Stores stores;

    private StoreDesk(Servers servers, Stores stores) {
        this.servers = servers;
        this.stores = stores;
    }

    /**
     * Opens them. One that cannot be reached is said on the way; only when none is left is that a refusal.
     *
     * @param flags addresses by database name
     */
    static Answer<StoreDesk> open(CommandContext context, Project project, Map<String, String> flags) {
        context.activity().is("reaching for the stores");
        return Config.read(project, context.shell().variables(), flags).then(config -> {
            StateFolder state = StateFolder.of(project);
            Servers servers = new Servers(config, state);
            Stores stores = Stores.open(config, state, servers);
            if (stores.found().isEmpty() && !stores.problems().isEmpty()) {
                servers.close();
                return Answer.no(stores.problems());
            }
            context.shell().refuse(stores.problems());
            return Answer.of(new StoreDesk(servers, stores));
        });
    }

    /** Servers that have a store. */
    List<OpenServer> found() {
        return stores.found();
    }

    /** Whether some store could not be looked at, so that what was shown is not all. */
    boolean isPartial() {
        return !stores.problems().isEmpty();
    }

    @Override
    public void close() {
        servers.close();
    }
}
