package org.lupomig.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.StateFolder;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.scratch.ScratchContents;

/** The database that a rehearsed plan is to be run on: it is only read, and nothing is rehearsed there. */
final class RehearsalTarget {
    private final CommandContext context;
    private final LoadedPlan file;
    private final String database;

    RehearsalTarget(CommandContext context, LoadedPlan file, String database) {
        this.context = context;
        this.file = file;
        this.database = database;
    }

    private Answer<Config> config() {
        return Config.read(file.project(), context.shell().variables(), Map.of());
    }

    /** Reads something of it. */
    <T> Answer<T> read(Function<OpenServer, Answer<T>> reading) {
        return config().then(config -> {
            if (config.database(database) == null) {
                return Answer.no(CliMessage.NO_TARGET, database);
            }
            context.activity().is("reaching for the server");
            StateFolder state = StateFolder.of(file.project());
            try (Servers servers = new Servers(config, state, Duration.ZERO).waitingForNobody()) {
                return servers.ofDatabase(database).then(reading);
            }
        });
    }

    /** A server, where it is seen to be another one. Where that cannot be told, it is not taken. */
    Answer<OpenServer> isNot(OpenServer scratch) {
        Answer<Config> config = config();
        if (!config.isOk()) {
            return Answer.no(config.problems());
        }
        if (config.value().database(database) == null) {
            return Answer.of(scratch); // then it is the project's own embedded server, which has no address
        }
        Answer<Boolean> same = same(scratch);
        if (!same.isOk()) {
            List<Problem> problems = new ArrayList<>(same.problems());
            problems.add(Problem.of(CliMessage.SCRATCH_UNTOLD, scratch.shown(), database));
            return Answer.no(problems);
        }
        return same.value() ? Answer.no(CliMessage.SCRATCH_IS_TARGET, scratch.shown(), database) : Answer.of(scratch);
    }

    private Answer<Boolean> same(OpenServer scratch) {
        try {
            return read(target -> Answer.of(ScratchContents.isSame(
                    scratch.server(), target.server(), context.shell().tokens().get())));
        } catch (ServerRefused e) {
            return Answer.no(List.of());
        }
    }
}
