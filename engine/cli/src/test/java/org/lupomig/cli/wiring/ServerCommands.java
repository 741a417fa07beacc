package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.model.DeadRun;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Gives commands to a server. Whichever of them brings a dead run to an end first, the model hears of that when it
 * happens, before anything else is done.
 */
final class ServerCommands {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String STORE = "lupomig_orchestration.";

    private static final Map<End, Set<Result>> RESULTS = Map.of(
            End.DONE, Set.of(Result.DONE),
            End.NOTHING, Set.of(Result.NOTHING_TO_DO),
            End.UNDONE, Set.of(Result.UNDONE),
            End.REFUSED, Set.of(Result.REFUSED, Result.UNDONE),
            End.STUCK, Set.of(Result.BROKEN, Result.REFUSED));

    private final TestDatabase database;
    private final Path folder;
    private final ModelSchemas schemas;
    private final ReferenceModel model;
    private final Counts counts;
    private @Nullable DeadRun settled;
    private Set<String> gone = Set.of();
    private Runnable armed = () -> {};

    ServerCommands(TestDatabase database, Path folder, ModelSchemas schemas, ReferenceModel model, Counts counts) {
        this.database = database;
        this.folder = folder;
        this.schemas = schemas;
        this.model = model;
        this.counts = counts;
    }

    /** The next action is done. */
    void begin() {
        settled = null;
        gone = Set.of();
        armed = () -> {};
    }

    /** Whether a dead run was brought to an end in this action. */
    boolean hasSettled() {
        return settled != null;
    }

    /** Lets something be in the way of what is sent from here on, but of nothing that a dead run is ended with. */
    void arm(Runnable inTheWay) {
        if (model.dead == null) {
            inTheWay.run();
        } else {
            armed = inTheWay;
        }
    }

    RunReport give(Function<Engine, RunReport> command) {
        return give(new Halt(0, () -> {}), command);
    }

    RunReport give(Halt halt, Function<Engine, RunReport> command) {
        return give(event -> {}, store -> halt.in(store), target -> halt.in(target), command);
    }

    RunReport give(
            RunListener listener,
            UnaryOperator<Store> stores,
            UnaryOperator<Target> targets,
            Function<Engine, RunReport> command) {
        return HaltingProcess.perform(
                database.jdbcUrlWithAccount(),
                folder,
                event -> {
                    hear(event);
                    listener.on(event);
                },
                stores,
                targets,
                command);
    }

    Function<Engine, RunReport> running(Batch batch) {
        return engine -> engine.run(schemas.plan(batch.name()), new RunOptions(false, PATIENCE, () -> false));
    }

    String same(RunReport report, End end) {
        assertThat(report.result()).as("%s %s", report, model).isIn(RESULTS.getOrDefault(end, Set.of()));
        return report.result() + ", " + report.detail();
    }

    String ranTo(Batch batch, RunReport report, @Nullable String failing) {
        End end = model.run(batch, failing);
        boolean open = model.openEnded.remove(batch.name());
        return end == End.NOTHING && open && report.result() == Result.DONE
                ? "its last step had completed before it was killed"
                : same(report, end);
    }

    /** Whoever asks for what a dead one had begun hears that it is done. */
    boolean wentBackBefore(Batch batch, @Nullable String step) {
        return settled != null
                && settled.kind() == DeadRun.Kind.ROLLBACK
                && settled.batch().equals(batch)
                && (step == null
                        ? !gone.isEmpty() && model.applied(batch).isEmpty()
                        : gone.contains(ReferenceModel.key(batch, step)));
    }

    /** What a person calls a restart: everything is brought to an end, and what was stuck is tried again. */
    String restarted() {
        boolean had = model.dead != null || !model.stuck.isEmpty();
        RunReport report = give(engine -> engine.recover(PATIENCE));
        // what was in the way of a way back is away, so it has been gone by now
        model.unstuck();
        return same(report, had ? End.DONE : End.NOTHING);
    }

    private void hear(RunEvent event) {
        DeadRun dead = model.dead;
        if (event instanceof RunEvent.Recovered recovered && dead != null && recovered.run() == dead.id()) {
            settle(dead);
        }
    }

    /** The last run of all, 0 where there is none. */
    long lastRun() {
        return Long.parseLong(one("SELECT COALESCE(MAX(run_id), 0) FROM " + STORE + "lupo_migration_tracking"));
    }

    /** What a run is about: of a rollback with dependents, each batch goes back in a run of its own. */
    Batch batchOf(long run) {
        return ReferenceModel.batch(one("SELECT plan_name FROM " + STORE
                + "lupo_migration_tracking WHERE migration_type <> 'step' AND run_id = " + run));
    }

    /** Whether the journal of a run has an answer to what a step sent first. */
    boolean answered(long run, Batch batch, String step) {
        List<String> last = query("SELECT entry_kind FROM " + STORE + "lupo_migration_states WHERE run_id = " + run
                + " AND plan_name = '" + batch.name() + "' AND step_name = '" + step
                + "' AND entry_kind IN ('done', 'retry') ORDER BY migration_state_id DESC LIMIT 1");
        return last.equals(List.of("done"));
    }

    boolean hasEnded(long run) {
        return query("SELECT 1 FROM " + STORE + "lupo_migration_tracking WHERE migration_type <> 'step'"
                        + " AND status = 'running' AND run_id = " + run)
                .isEmpty();
    }

    /**
     * A process is gone, or has another one in its place: its run is left to whoever comes next, if it has not ended.
     */
    void died(DeadRun run) {
        assertThat(model.dead).isNull();
        model.dead = run;
        look();
    }

    /** Whoever was killed may have ended the dead run before, and not said so any more. */
    void look() {
        DeadRun dead = model.dead;
        if (dead != null && hasEnded(dead.id())) {
            settle(dead);
        }
    }

    private void settle(DeadRun dead) {
        Set<String> had = new HashSet<>(model.since.keySet());
        model.settled(new Found());
        had.removeAll(model.since.keySet());
        settled = dead;
        gone = had;
        Runnable then = armed;
        armed = () -> {};
        then.run();
    }

    private final class Found implements DeadRun.Found {
        @Override
        public Set<String> completed(Batch of) {
            return ServerCommands.this.completed(of);
        }

        @Override
        public boolean ended(Batch of) {
            return !query("SELECT 1 FROM " + STORE + "migration_batches WHERE status = 'completed'"
                            + " AND batch_name = '" + of.name() + "'")
                    .isEmpty();
        }

        @Override
        public int hour(Batch of, String step) {
            return model.hour
                    - Integer.parseInt(one("SELECT TIMESTAMPDIFF(HOUR, STR_TO_DATE(ended_ymdhis, '%Y%m%d%H%i%s'),"
                            + " UTC_TIMESTAMP()) FROM " + STORE + "migration_files WHERE plan_name = '" + of.name()
                            + "' AND step_name = '" + step + "'"));
        }

        @Override
        public boolean purged(long run) {
            return !query("SELECT 1 FROM " + STORE + "lupo_migration_states WHERE entry_kind = 'purged'"
                            + " AND run_id = " + run)
                    .isEmpty();
        }
    }

    Set<String> completed(Batch batch) {
        return standing(batch, "status = 'completed'");
    }

    /** Its steps of which this is so in the store. */
    Set<String> standing(Batch batch, String how) {
        return Set.copyOf(query("SELECT step_name FROM " + STORE + "migration_files WHERE " + how + " AND plan_name = '"
                + batch.name() + "'"));
    }

    private String one(String sql) {
        return Objects.requireNonNull(query(sql).get(0));
    }

    List<String> query(String sql) {
        try {
            return database.query(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void count(String what) {
        counts.count(what);
    }
}
