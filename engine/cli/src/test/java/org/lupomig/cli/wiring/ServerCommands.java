package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
import org.lupomig.testkit.model.ModelledCommands;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;

/**
 * Gives commands to a server. Whichever of them brings a dead run to an end first, the model hears of that when it
 * happens, before anything else is done.
 */
final class ServerCommands extends ModelledCommands {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String STORE = "lupomig_orchestration.";

    private final TestDatabase database;
    private final Path folder;
    private final ModelSchemas schemas;
    private final ReferenceModel model;

    ServerCommands(TestDatabase database, Path folder, ModelSchemas schemas, ReferenceModel model, Counts counts) {
        super(model, counts);
        this.database = database;
        this.folder = folder;
        this.schemas = schemas;
        this.model = model;
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
        assertThat(report.result().name()).as("%s %s", report, model).isIn(results(end));
        return report.result() + ", " + report.detail();
    }

    String ranTo(Batch batch, RunReport report, @Nullable String failing) {
        End end = model.run(batch, failing);
        boolean open = model.openEnded.remove(batch.name());
        return end == End.NOTHING && open && report.result() == Result.DONE
                ? "its last step had completed before it was killed"
                : same(report, end);
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
        if (event instanceof RunEvent.Recovered recovered) {
            recovered(recovered.run());
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

    @Override
    public boolean hasEnded(long run) {
        return query("SELECT 1 FROM " + STORE + "lupo_migration_tracking WHERE migration_type <> 'step'"
                        + " AND status = 'running' AND run_id = " + run)
                .isEmpty();
    }

    @Override
    public boolean ended(Batch of) {
        return !query("SELECT 1 FROM " + STORE + "migration_batches WHERE status = 'completed'" + " AND batch_name = '"
                        + of.name() + "'")
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
        return !query("SELECT 1 FROM " + STORE + "lupo_migration_states WHERE entry_kind = 'purged'" + " AND run_id = "
                        + run)
                .isEmpty();
    }

    @Override
    public Set<String> completed(Batch batch) {
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
}
