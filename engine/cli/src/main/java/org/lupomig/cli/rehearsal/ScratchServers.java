package org.lupomig.cli.rehearsal;

import java.util.Map;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Servers;

/** The scratch server as a process sees it that did not make it. */
final class ScratchServers {
    private ScratchServers() {}

    /** Connects; the connections end with the process. */
    static Answer<OpenServer> at(DoomedRun.Orders orders) {
        String variable = Config.variable(orders.database());
        return Config.read(
                        new Project(orders.folder(), null, orders.folder()),
                        Map.of(variable + "_USER", orders.user(), variable + "_PASSWORD", orders.password()),
                        Map.of(orders.database(), orders.url()))
                .then(config -> new Servers(
                                config,
                                StateFolder.of(new Project(orders.folder(), null, orders.folder())),
                                Scratch.PATIENCE)
                        .ofDatabase(orders.database()));
    }
}
