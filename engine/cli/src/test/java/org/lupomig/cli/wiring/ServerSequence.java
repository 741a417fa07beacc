package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;
import org.lupomig.testkit.model.ReferenceModel.Mode;

/**
 * Does a sequence of actions on a server and to the model, and compares the two after each. Who is killed gets no
 * further in this process, and loses all its sessions; who is overtaken loses them to another command, and goes on.
 */
final class ServerSequence {
    private static final Map<End, Set<Result>> RESULTS = Map.of(
            End.DONE, Set.of(Result.DONE),
            End.NOTHING, Set.of(Result.NOTHING_TO_DO),
            End.UNDONE, Set.of(Result.UNDONE),
            End.REFUSED, Set.of(Result.REFUSED, Result.UNDONE),
            End.STUCK, Set.of(Result.BROKEN, Result.REFUSED));

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STORE = "lupomig_orchestration.";

    private final TestDatabase database;
    private final Path folder;
    private final ModelSchemas schemas;
    private final Counts counts;
    private final ReferenceModel model = new ReferenceModel();
    private final List<String> trace = new ArrayList<>();

    /** Batches whose steps may all have completed without their batch: the next run asks its checks, and ends it. */
    private final Set<String> openEnded = new HashSet<>();

    /** @param counts of what happens to processes */
    ServerSequence(TestDatabase database, Path folder, ModelSchemas schemas, Counts counts) throws Exception {
        this.database = database;
        this.folder = folder;
        this.schemas = schemas;
        this.counts = counts;
        schemas.begin();
    }

    /** Does them all. */
    void run(List<Action> actions) throws Exception {
        for (Action action : actions) {
            String before = model.toString();
            counts.count("actions");
            String where = String.join("\n", trace) + "\n" + action + " from " + before + "\n";
            try {
                trace.add(action + ": " + act(action, ReferenceModel.BATCHES.get(action.batch())));
                assertAsModelled();
            } catch (AssertionError e) {
                throw new AssertionError(where + "to " + model, e);
            }
        }
    }

    private void assertAsModelled() throws Exception {
        for (Batch batch : ReferenceModel.BATCHES) {
            for (String step : batch.names()) {
                String key = ReferenceModel.key(batch, step);
                assertThat(schemas.seen(model, key)).as(key).isEqualTo(schemas.looks(model, key));
            }
        }
        // what is kept for a person is another thing
        assertThat(database.query("SELECT TABLE_NAME FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME NOT LIKE 'k%'"))
                .hasSize((int) model.held());
        assertThat(database.query("SELECT step_name FROM " + STORE + "migration_files WHERE state_id NOT IN (1, 8)"))
                .isEmpty();
        List<String> states = database.query("SELECT state FROM " + STORE + "migration_system_state");
        assertThat(states.isEmpty() ? List.of("normal") : states).containsOnly(model.mode.word());
    }

    private String act(Action action, Batch batch) throws Exception {
        List<String> names = List.copyOf(batch.names());
        String step = names.get(action.step() % names.size());
        if (model.mode == Mode.EMERGENCY && action.isBarred()) {
            return barred(action, batch);
        }
        return switch (action.verb()) {
            case RUN -> ended(batch, null);
            case RUN_FAILING -> failing(batch, step);
            case RUN_KILLED, RUN_OVERTAKEN -> struck(action, batch, running(batch), null);
            case RUN_BESIDE_ANOTHER -> besideAnother(batch);
            case ROLLBACK -> rolledBack(batch, null, action);
            case ROLLBACK_STUCK -> stuck(batch, step, action);
            case ROLLBACK_STEP -> rolledBack(batch, step, action);
            case ROLLBACK_KILLED -> {
                String one = action.step() == 0 ? null : step;
                yield struck(action, batch, engine -> rollback(engine, batch, one, action), one);
            }
            // what a person has completed by hand cannot be taken back, which the model does not know
            case RETRY, RESOLVE -> retried(batch);
            case PURGE_EXPIRED -> purged(null);
            case PURGE_BATCH -> purged(batch);
            case PURGE_KILLED -> {
                strike(action, engine -> purge(engine, batch));
                recover();
                yield purged(batch);
            }
            case FREEZE -> frozen(Mode.FROZEN);
            case EMERGENCY -> frozen(Mode.EMERGENCY);
            case THAW -> thawed();
            case HOURS_PASS -> passed(13);
            case DAYS_PASS -> passed(24 * action.days());
            case OTHERS_WRITE -> written(batch);
        };
    }

    private RunReport give(Function<Engine, RunReport> command) {
        return give(new Halt(0, () -> {}), command);
    }

    private RunReport give(Halt halt, Function<Engine, RunReport> command) {
        return HaltingProcess.perform(database.jdbcUrlWithAccount(), folder, halt, command);
    }

    private Function<Engine, RunReport> running(Batch batch) {
        return engine -> engine.run(schemas.plan(batch.name()), new RunOptions(false, PATIENCE, () -> false));
    }

    private static RunReport rollback(Engine engine, Batch batch, @Nullable String step, Action action) {
        return engine.rollback(
                new RollbackRequest(
                        batch.name(), batch.name(), step, null, action.dependents(), action.discards(), false),
                PATIENCE);
    }

    private static RunReport purge(Engine engine, @Nullable Batch batch) {
        return engine.purge(
                batch == null ? PurgeRequest.expired(false) : PurgeRequest.of(batch.name(), batch.name(), false),
                PATIENCE);
    }

    private String same(RunReport report, End end) {
        assertThat(report.result()).as("%s", report).isIn(RESULTS.getOrDefault(end, Set.of()));
        return report.result() + ", " + report.detail();
    }

    private String ended(Batch batch, @Nullable String failing) {
        return ranTo(batch, give(running(batch)), failing);
    }

    private String ranTo(Batch batch, RunReport report, @Nullable String failing) {
        End end = model.run(batch, failing);
        boolean open = openEnded.remove(batch.name());
        return end == End.NOTHING && open && report.result() == Result.DONE
                ? "its last step had completed before it was killed"
                : same(report, end);
    }

    private String failing(Batch batch, String step) throws Exception {
        database.execute("INSERT INTO m_gate.closed VALUES ('" + ReferenceModel.key(batch, step) + "')");
        try {
            return ended(batch, step);
        } finally {
            database.execute("DELETE FROM m_gate.closed");
        }
    }

    /** Two runners at once, of plans that have nothing in common. */
    private String besideAnother(Batch batch) {
        Batch other = ReferenceModel.next(batch);
        if (batch.name().equals(other.requires()) || other.name().equals(batch.requires())) {
            return ended(batch, null);
        }
        CompletableFuture<RunReport> beside = CompletableFuture.supplyAsync(() -> give(running(other)));
        RunReport report = give(running(batch));
        return ranTo(batch, report, null) + ", beside it " + ranTo(other, beside.join(), null);
    }

    private String rolledBack(Batch batch, @Nullable String step, Action action) {
        RunReport report = give(engine -> rollback(engine, batch, step, action));
        return same(report, model.rollback(batch, step, action.dependents(), action.discards()));
    }

    /** Something happens to the process, and the next one brings everything to an end. */
    private String struck(Action action, Batch batch, Function<Engine, RunReport> command, @Nullable String step)
            throws Exception {
        boolean runs = action.verb() != Action.Verb.ROLLBACK_KILLED;
        List<String> going = runs ? List.of() : model.going(batch, step, action.dependents());
        boolean free = action.discards() || going.stream().noneMatch(model.theirs::contains);
        String said = strike(action, command);
        recover();
        if (runs) {
            openEnded.add(batch.name());
            boolean ended = !database.query("SELECT 1 FROM " + STORE + "migration_batches WHERE status = 'completed'"
                            + " AND batch_name = '" + batch.name() + "'")
                    .isEmpty();
            model.ranUpTo(batch, completed(batch), ended);
        } else {
            model.wentBack(free ? going : List.of(), this::completed);
        }
        return said;
    }

    private String strike(Action action, Function<Engine, RunReport> command) {
        int points = schemas.points(
                action.verb() == Action.Verb.ROLLBACK_KILLED ? "rollback" : "run",
                ReferenceModel.BATCHES.get(action.batch()));
        int point = 1 + action.point() * points / Action.CALLS;
        Halt halt = action.verb() == Action.Verb.RUN_OVERTAKEN
                ? new Halt(point, this::overtake)
                : Halt.dying(point, () -> Failure.endSessions(database));
        try {
            RunReport report = give(halt, command);
            boolean struck = halt.passed() >= point;
            counts.count(struck ? "overtaken" : "ended before");
            return (struck ? "overtaken: " : "not struck: ") + report.result();
        } catch (Halt.Killed e) {
            counts.count("killed");
            return "killed at point " + point;
        }
    }

    private void overtake() {
        Failure.endSessions(database);
        recover();
    }

    private void recover() {
        RunReport recovery = give(engine -> engine.recover(PATIENCE));
        assertThat(recovery.result()).as("%s", recovery).isIn(Result.DONE, Result.NOTHING_TO_DO);
        // what was in the way of a way back is away, so it has been gone by now
        Set.copyOf(model.stuck).forEach(model::back);
    }

    private static RunReport retry(Engine engine, Batch batch) {
        return engine.retry(new Address(batch.name(), "", ""), PATIENCE);
    }

    /** Somebody else comes between the way back of one step and what was looked at, and puts that right too late. */
    private String stuck(Batch batch, String step, Action action) throws Exception {
        List<String> going = model.going(batch, null, action.dependents());
        Meddling meddling = Meddling.with(database, ReferenceModel.key(batch, step));
        RunReport report = HaltingProcess.perform(
                database.jdbcUrlWithAccount(),
                folder,
                store -> store,
                meddling::in,
                engine -> rollback(engine, batch, null, action));
        if (report.result() != Result.BROKEN || going.isEmpty()) {
            return same(report, model.rollback(batch, null, action.dependents(), action.discards()));
        }
        meddling.mend();
        counts.count("stuck");
        for (Batch each : ReferenceModel.BATCHES) {
            Set<String> failed = standing(each, "state_id = 8");
            Set<String> completed = completed(each);
            for (String name : model.applied(each)) {
                String key = ReferenceModel.key(each, name);
                if (model.stuck.contains(key) || completed.contains(name)) {
                    continue;
                }
                assertThat(going).contains(key);
                if (failed.contains(name)) {
                    model.stuck.add(key);
                } else {
                    model.back(key);
                }
            }
        }
        assertThat(model.stuck).as("%s", report).isNotEmpty();
        return "stuck are " + model.stuck;
    }

    private String retried(Batch batch) {
        boolean was = model.isStuck(batch);
        RunReport report = give(engine -> retry(engine, batch));
        batch.names().stream()
                .map(step -> ReferenceModel.key(batch, step))
                .filter(Set.copyOf(model.stuck)::contains)
                .forEach(model::back);
        counts.add("retried", was ? 1 : 0);
        return same(report, was ? End.DONE : End.NOTHING);
    }

    private Set<String> completed(Batch batch) {
        return standing(batch, "status = 'completed'");
    }

    /** Its steps of which this is so in the store. */
    private Set<String> standing(Batch batch, String how) {
        try {
            return Set.copyOf(database.query("SELECT step_name FROM " + STORE + "migration_files WHERE " + how
                    + " AND plan_name = '" + batch.name() + "'"));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing of it begins; where there is nothing to do it may say that. */
    private String barred(Action action, Batch batch) {
        RunReport report = give(
                switch (action.verb()) {
                    case ROLLBACK, ROLLBACK_STEP, ROLLBACK_KILLED, ROLLBACK_STUCK ->
                        engine -> rollback(engine, batch, null, action);
                    case RETRY, RESOLVE -> engine -> retry(engine, batch);
                    case PURGE_EXPIRED, PURGE_BATCH, PURGE_KILLED -> engine -> purge(engine, batch);
                    default -> running(batch);
                });
        return same(report, report.result() == Result.NOTHING_TO_DO ? End.NOTHING : End.REFUSED);
    }

    private String purged(@Nullable Batch batch) {
        RunReport report = give(engine -> purge(engine, batch));
        assertThat(report.result()).as("%s", report).isIn(Result.DONE, Result.NOTHING_TO_DO, Result.REFUSED);
        model.purge(batch);
        return report.result() + ", " + report.detail();
    }

    private String frozen(Mode mode) {
        boolean already = model.mode == mode || model.mode == Mode.EMERGENCY;
        RunReport report = give(engine ->
                engine.freeze(new FreezeRequest(List.of("m_gate"), "it is tried", mode == Mode.EMERGENCY), PATIENCE));
        if (!already) {
            model.mode = mode;
        }
        return same(report, !already ? End.DONE : model.mode == mode ? End.NOTHING : End.REFUSED);
    }

    private String thawed() {
        boolean normal = model.mode == Mode.NORMAL;
        model.mode = Mode.NORMAL;
        return same(give(engine -> engine.thaw(PATIENCE)), normal ? End.NOTHING : End.DONE);
    }

    /** What has ended did so that much longer ago. */
    private String passed(int hours) throws Exception {
        for (String table : List.of("migration_batches", "migration_files")) {
            database.execute("UPDATE " + STORE + table + " SET ended_ymdhis = DATE_FORMAT(STR_TO_DATE(ended_ymdhis,"
                    + " '%Y%m%d%H%i%s') - INTERVAL " + hours + " HOUR, '%Y%m%d%H%i%s') WHERE ended_ymdhis IS NOT NULL");
        }
        model.hour += hours;
        return model.hour + " hours";
    }

    private String written(Batch batch) throws Exception {
        String key = ReferenceModel.key(batch, "make");
        if (!model.since.containsKey(key) || model.isStuck(batch) || !model.theirs.add(key)) {
            return "there is nothing to write into";
        }
        database.execute("INSERT INTO m_" + key + ".made VALUES (99)");
        return "a row in m_" + key + ".made";
    }
}
