package org.lupomig.cli.wiring;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.Shell;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Compiler;
import org.lupomig.compiler.Sources;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.StorePlan;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.StoreState;
import org.lupomig.store.journal.StoreClaim;

/** Makes the store on a server that has none, by the store's own plan: the engine's first run there. */
public final class StoreMaker {
    /** Making a store takes a second or two; two first commands at once should both succeed. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    /** Whoever takes longer stands still: it is no run, for whose end one would wait as long as was said. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

    private final Shell shell;
    private final Duration leastPatience;
    private final Duration mostPatience;

    /** A maker for one command. */
    public StoreMaker(Shell shell) {
        this(shell, LEAST_PATIENCE, MOST_PATIENCE);
    }

    StoreMaker(Shell shell, Duration leastPatience, Duration mostPatience) {
        this.shell = shell;
        this.leastPatience = leastPatience;
        this.mostPatience = mostPatience;
    }

    /**
     * The same server with a store on it, made or brought up to date where that is needed.
     *
     * @param found what was there just now
     * @param patience how long to wait for another command that is making it, within reason
     * @param told gets what is waited for, where somebody has to be
     */
    public Answer<OpenServer> ensure(
            OpenServer server, StoreState found, PatienceLeft patience, Consumer<String> told) {
        Answer<StoreState> state = usable(server, found);
        if (!state.isOk() || state.value() instanceof StoreState.Ready) {
            return state.then(ready -> Answer.of(server));
        }
        try (StoreClaim claim = claim(server, patience, told)) {
            if (claim == null) {
                return Answer.no(CliMessage.STORE_NOT_MADE, server.shown(), "another command is at work there");
            }
            // Somebody may have made it while we waited.
            Answer<StoreState> now = usable(server, server.store().state());
            return !now.isOk() || now.value() instanceof StoreState.Ready
                    ? now.then(ready -> Answer.of(server))
                    : make(server);
        }
    }

    private @Nullable StoreClaim claim(OpenServer server, PatienceLeft patience, Consumer<String> told) {
        StoreClaim free = server.store().claim(Duration.ZERO);
        if (free != null) {
            return free;
        }
        Duration longest = patience.left(leastPatience, mostPatience);
        told.accept("waiting for another command that makes the store on " + server.shown() + ", for "
                + longest.toSeconds() + " s at the most");
        StoreClaim[] waited = new StoreClaim[1];
        patience.waiting(() -> waited[0] = server.store().claim(longest));
        return waited[0];
    }

    private static Answer<StoreState> usable(OpenServer server, StoreState state) {
        Problem problem = unusable(server, state);
        return problem == null ? Answer.of(state) : Answer.no(List.of(problem));
    }

    private Answer<OpenServer> make(OpenServer server) {
        RunReport report =
                Engines.forStore(shell, server, NoFiles.INSTANCE).run(plan(server.schemas()), RunOptions.plain());
        return switch (report.result()) {
            case DONE, NOTHING_TO_DO -> {
                server.store().made();
                yield Answer.of(server);
            }
            case UNDONE, REFUSED, BROKEN ->
                Answer.no(
                        report.problems().isEmpty()
                                ? List.of(Problem.of(CliMessage.STORE_NOT_MADE, server.shown(), report.detail()))
                                : report.problems());
        };
    }

    /** Why a store must not be touched; null where it may. */
    static @Nullable Problem unusable(OpenServer server, StoreState state) {
        if (state instanceof StoreState.Newer newer) {
            return Problem.of(StoreMessage.STORE_NEWER, newer.version(), StorePlan.VERSION);
        }
        if (state instanceof StoreState.Hidden hidden) {
            return hidden.problem();
        }
        return state instanceof StoreState.Damaged damaged ? server.store().damage(damaged) : null;
    }

    private Plan plan(StoreSchemas schemas) {
        String now = Long.toString(UtcStamp.of(shell.clock().instant()));
        SourceText source = SourceText.of(StorePlan.FILES.get(0), StorePlan.text(StorePlan.FILES.get(0)));
        Compilation compilation =
                Compiler.compile(source, StoreMaker::read, new CompileOptions(StorePlan.parameters(schemas), now));
        Plan plan = compilation.plan();
        if (plan == null) {
            throw new IllegalStateException("the store's own plan has errors: " + compilation.diagnostics());
        }
        return plan;
    }

    private static Sources.Reading read(String from, String path) {
        return StorePlan.FILES.contains(path)
                ? new Sources.Found(SourceText.of(path, StorePlan.text(path)))
                : new Sources.Unreadable(Sources.Reason.MISSING);
    }

    /** The store's plan asks nothing of files. */
    private enum NoFiles implements FileFacts {
        INSTANCE;

        @Override
        public long count(String glob) {
            return 0;
        }

        @Override
        public boolean exists(String file) {
            return false;
        }
    }
}
