package org.lupomig.cli;

import java.util.Map;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.model.state.UtcStamp;

/** Loads plans as the settings of their projects say. */
public final class Loading {
    private Loading() {}

    /** A loader for one command. */
    public static PlanLoader of(Shell shell, Map<String, String> parameters) {
        return new PlanLoader(
                shell.directory(), parameters, UtcStamp.of(shell.clock().instant()), project -> Config.read(
                                project, shell.variables(), Map.of())
                        .then(Config::dialects));
    }
}
