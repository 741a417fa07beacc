package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.PurgeRequest;
import org.lupomig.orchestrator.RollbackRequest;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.recovery.Resolve;
import org.lupomig.testkit.Counts;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.DeadRun;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;
import org.lupomig.testkit.model.ReferenceModel.End;
import org.lupomig.testkit.model.ReferenceModel.Mode;

/**
 * Does a sequence of actions on a server and to the model, and compares the two after each. What a killed process has
 * left stays until a command comes that brings it to an end: until then nothing is said of what it touches.
 */
final class ServerSequence {
    private static final String STORE = ServerCommands.STORE;

    private final TestDatabase database;
    private final ModelSchemas schemas;
    private final Counts counts;
    private final ReferenceModel model = new ReferenceModel();
    private final List<String> trace = new ArrayList<>();
    private final ServerCommands commands;
    private final ServerStrikes strikes;
    private final ServerRunners runners;
    private boolean locksLeft;

    /** @param counts of what happens, by name */
    ServerSequence(TestDatabase database, Path folder, ModelSchemas schemas, Counts counts) throws Exception {
        this.database = database;
        this.schemas = schemas;
        this.counts = counts;
        this.commands = new ServerCommands(database, folder, schemas, model, counts);
        this.strikes = new ServerStrikes(database, schemas, model, commands);
        this.runners = new ServerRunners(schemas, model, commands);
        schemas.begin();
    }

    /** Does them all. */
    void run(List<Action> actions) throws Exception {
        for (Action action : actions) {
            String before = model.toString();
            boolean wasDead = model.dead != null;
            commands.begin();
            counts.count("actions");
            counts.count(action.verb().name());
            String where = String.join("\n", trace) + "\n" + action + " from " + before + "\n";
            try {
                String said = act(action, ReferenceModel.BATCHES.get(action.batch()));
                trace.add(action + ": " + said);
                where += said + "\n";
                if (wasDead && commands.hasSettled()) {
                    counts.count("settled by " + action.verb());
                }
                locksLeft = mayLeaveLocks(action);
                assertAsModelled(leavesHeld(action));
            } catch (AssertionError e) {
                throw new AssertionError(where + "to " + model + ": " + e.getMessage(), e);
            }
        }
    }

    private void assertAsModelled(boolean leavesHeld) throws Exception {
        DeadRun dead = model.dead;
        for (Batch batch : ReferenceModel.BATCHES) {
            for (String step : dead == null || !dead.touches(batch) ? batch.names() : Set.<String>of()) {
                String key = ReferenceModel.key(batch, step);
                assertThat(schemas.seen(model, key)).as(key).isEqualTo(schemas.looks(model, key));
            }
        }
        StoreAtRest.assertNoSession(database, "after each action");
        if (dead != null) {
            return;
        }
        StoreAtRest.assertNoStepUnderWay(database, "after each action");
        if (!locksLeft) {
            StoreAtRest.assertUnlocked(database, "after each action");
        }
        // what is kept for a person is another thing
        long besides = database.query("SELECT TABLE_NAME FROM information_schema.TABLES"
                                + " WHERE TABLE_SCHEMA = 'lupomig_held' AND TABLE_NAME NOT LIKE 'k%'")
                        .size()
                - model.held();
        if (leavesHeld) {
            assertThat(besides).as("held besides").isNotNegative();
            model.besides = besides;
        }
        assertThat(besides).as("held besides").isEqualTo(model.besides);
        assertThat(StoreAtRest.state(database)).isEqualTo(model.mode.word());
        assertThat(database.query("SELECT run_id FROM " + STORE
                        + "lupo_migration_tracking WHERE migration_type <> 'step' AND status = 'running'"))
                .as("runs that have not ended")
                .isEmpty();
    }

    /** Rows that say what a dead one without a run has locked hold nobody up, and go when the next one asks. */
    private boolean mayLeaveLocks(Action action) {
        return switch (action.verb()) {
            case RUN_KILLED, RUN_OVERTAKEN, RUN_SILENT, ROLLBACK_KILLED, PURGE_KILLED -> true;
            case RESTART -> false;
            default -> locksLeft;
        };
    }

    /** Whether tables may be held since that nobody has a way back by, or some of these may be gone. */
    private boolean leavesHeld(Action action) {
        return switch (action.verb()) {
            case PURGE_BATCH, PURGE_EXPIRED, PURGE_KILLED, RESOLVE -> true;
            default -> commands.hasSettled();
        };
    }

    private String act(Action action, Batch batch) throws Exception {
        List<String> names = List.copyOf(batch.names());
        String step = names.get(action.step() % names.size());
        if (model.mode == Mode.EMERGENCY && action.isBarred()) {
            return barred(action, batch);
        }
        String one = action.step() == 0 ? null : step;
        return switch (action.verb()) {
            case RUN -> ended(batch, null);
            case RUN_FAILING -> step.equals("rows") ? refused(batch) : failing(batch, step);
            case RUN_KILLED -> strikes.killed(action, DeadRun.Kind.RUN, batch, commands.running(batch), List::of);
            case RUN_OVERTAKEN -> strikes.overtaken(action, batch);
            case RUN_SILENT -> (model.dead == null ? "" : commands.restarted() + "; ") + strikes.silent(action, batch);
            case RUN_BESIDE_ANOTHER -> runners.another(strikes.point(action, "run"), batch);
            case RUN_BESIDE_SAME -> runners.same(strikes.point(action, "run"), batch);
            case RUN_BESIDE_COMMON -> runners.common(strikes.point(action, "run"), batch);
            case RESTART -> commands.restarted();
            case ROLLBACK -> rolledBack(batch, null, action);
            case ROLLBACK_STUCK -> stuck(batch, step, action);
            case ROLLBACK_STEP -> rolledBack(batch, step, action);
            case ROLLBACK_KILLED ->
                strikes.killed(
                        action,
                        DeadRun.Kind.ROLLBACK,
                        batch,
                        engine -> rollback(engine, batch, one, action),
                        () -> going(batch, one, action));
            case RETRY -> retried(batch);
            case RESOLVE -> resolved(batch, action);
            case PURGE_EXPIRED -> purged(null);
            case PURGE_BATCH -> purged(batch);
            case PURGE_KILLED ->
                strikes.killed(action, DeadRun.Kind.PURGE, batch, engine -> purge(engine, batch), List::of);
            case FREEZE -> frozen(Mode.FROZEN);
            case EMERGENCY -> frozen(Mode.EMERGENCY);
            case THAW -> thawed();
            case HOURS_PASS -> passed(13);
            case DAYS_PASS -> passed(24 * action.days());
            case OTHERS_WRITE -> written(batch);
        };
    }

    /** What is to go back, where others have not written into it, or that does not matter. */
    private List<String> going(Batch batch, @Nullable String step, Action action) {
        List<String> going = model.going(batch, step, action.dependents());
        return action.discards() || going.stream().noneMatch(model.theirs::contains) ? going : List.of();
    }

    private static RunReport rollback(Engine engine, Batch batch, @Nullable String step, Action action) {
        return engine.rollback(
                new RollbackRequest(
                        batch.name(), batch.name(), step, null, action.dependents(), action.discards(), false),
                ServerCommands.PATIENCE);
    }

    private static RunReport purge(Engine engine, @Nullable Batch batch) {
        return engine.purge(
                batch == null ? PurgeRequest.expired(false) : PurgeRequest.of(batch.name(), batch.name(), false),
                ServerCommands.PATIENCE);
    }

    private String ended(Batch batch, @Nullable String failing) {
        return commands.ranTo(batch, commands.give(commands.running(batch)), failing);
    }

    /** The server refuses a statement of one step. */
    private String refused(Batch batch) throws SQLException {
        if (model.applied(batch).contains("rows")) {
            return ended(batch, null);
        }
        boolean[] shut = new boolean[1];
        commands.arm(() -> {
            try {
                shut[0] = !model.applied(batch).contains("rows");
                if (shut[0]) {
                    schemas.refuseRows(batch);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        RunReport report = commands.give(commands.running(batch));
        schemas.letThrough(batch);
        if (shut[0]
                && report.problems().stream()
                        .anyMatch(problem -> problem.message().contains("1452"))) {
            commands.count("refused by the server");
        }
        return commands.ranTo(batch, report, shut[0] ? "rows" : null);
    }

    private String failing(Batch batch, String step) throws Exception {
        database.execute("INSERT INTO m_gate.closed VALUES ('" + ReferenceModel.key(batch, step) + "')");
        try {
            return ended(batch, step);
        } finally {
            database.execute("DELETE FROM m_gate.closed");
        }
    }

    private String rolledBack(Batch batch, @Nullable String step, Action action) {
        return rolledBack(commands.give(engine -> rollback(engine, batch, step, action)), batch, step, action);
    }

    private String rolledBack(RunReport report, Batch batch, @Nullable String step, Action action) {
        return commands.same(
                report,
                commands.wentBackBefore(batch, step)
                        ? End.DONE
                        : model.rollback(batch, step, action.dependents(), action.discards()));
    }

    private static RunReport retry(Engine engine, Batch batch) {
        return engine.retry(new Address(batch.name(), "", ""), ServerCommands.PATIENCE);
    }

    /** Somebody else comes between the way back of one step and what was looked at, and puts that right too late. */
    private String stuck(Batch batch, String step, Action action) throws Exception {
        String settled = model.dead == null ? "" : commands.restarted() + "; ";
        Meddling meddling = Meddling.with(database, ReferenceModel.key(batch, step));
        RunReport report = commands.give(
                event -> {}, store -> store, meddling::in, engine -> rollback(engine, batch, null, action));
        List<String> going = model.going(batch, null, action.dependents());
        if (report.result() != Result.BROKEN || going.isEmpty()) {
            return settled + rolledBack(report, batch, null, action);
        }
        meddling.mend();
        counts.count("stuck");
        for (Batch each : ReferenceModel.BATCHES) {
            Set<String> failed = commands.standing(each, "state_id = 8");
            Set<String> completed = commands.completed(each);
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
        RunReport report = commands.give(engine -> retry(engine, batch));
        model.stuckOf(batch).forEach(model::back);
        counts.add("retried", was ? 1 : 0);
        return commands.same(report, was || commands.hasSettled() ? End.DONE : End.NOTHING);
    }

    /** A person who sees that nothing of it has gone back says that it is complete, or takes what is stuck back. */
    private String resolved(Batch batch, Action action) throws Exception {
        if (!model.isStuck(batch)) {
            return retried(batch);
        }
        boolean completes = !action.discards() && model.applied(batch).equals(batch.names());
        List<String> stuck = model.stuckOf(batch);
        for (String key : completes ? List.<String>of() : stuck) {
            schemas.takeBackByHand(key);
        }
        Resolve.As as = completes ? Resolve.As.COMPLETED : Resolve.As.ROLLED_BACK;
        RunReport report = commands.give(engine -> engine.resolve(
                new Resolve(new Address(batch.name(), batch.name(), ""), as, "seen by a person", false, () -> true),
                ServerCommands.PATIENCE));
        model.resolved(stuck, completes);
        counts.count("resolved as " + as.words());
        return commands.same(report, End.DONE);
    }

    /** Nothing of it begins; where there is nothing to do it may say that. */
    private String barred(Action action, Batch batch) {
        RunReport report = commands.give(
                switch (action.verb()) {
                    case ROLLBACK, ROLLBACK_STEP, ROLLBACK_KILLED, ROLLBACK_STUCK ->
                        engine -> rollback(engine, batch, null, action);
                    case RETRY, RESOLVE -> engine -> retry(engine, batch);
                    case PURGE_EXPIRED, PURGE_BATCH, PURGE_KILLED -> engine -> purge(engine, batch);
                    default -> commands.running(batch);
                });
        return commands.same(report, report.result() == Result.NOTHING_TO_DO ? End.NOTHING : End.REFUSED);
    }

    private String purged(@Nullable Batch batch) {
        RunReport report = commands.give(engine -> purge(engine, batch));
        assertThat(report.result()).as("%s", report).isIn(Result.DONE, Result.NOTHING_TO_DO, Result.REFUSED);
        model.purge(batch);
        return report.result() + ", " + report.detail();
    }

    private String frozen(Mode mode) {
        boolean already = model.mode == mode || model.mode == Mode.EMERGENCY;
        RunReport report = commands.give(engine -> engine.freeze(
                new FreezeRequest(List.of("m_gate"), "it is tried", mode == Mode.EMERGENCY), ServerCommands.PATIENCE));
        if (!already) {
            model.mode = mode;
        }
        return commands.same(report, !already ? End.DONE : model.mode == mode ? End.NOTHING : End.REFUSED);
    }

    private String thawed() {
        boolean normal = model.mode == Mode.NORMAL;
        model.mode = Mode.NORMAL;
        return commands.same(
                commands.give(engine -> engine.thaw(ServerCommands.PATIENCE)), normal ? End.NOTHING : End.DONE);
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

    private String written(Batch batch) throws SQLException {
        String key = ReferenceModel.key(batch, "make");
        DeadRun dead = model.dead != null && model.dead.touches(batch) ? model.dead : null;
        boolean made = model.since.containsKey(key);
        boolean dying = dead != null && !made && !dead.written() && dead.kind() == DeadRun.Kind.RUN;
        if (dead != null && dying && schemas.isMade(key)) {
            if (!commands.answered(dead.id(), batch, "make")) {
                // Whose a table with rows is nobody can say where the answer was not heard: a person is asked.
                counts.count("not written into what may be anybody's");
                return "there is nothing to write into for certain";
            }
            model.dead = dead.writtenInto();
            counts.count("written into what a dead run made");
        } else if (!made
                || model.isStuck(batch)
                || (dead != null && dead.going().contains(key))
                || !model.theirs.add(key)) {
            return "there is nothing to write into";
        }
        database.execute("INSERT INTO m_" + key + ".made VALUES (99)");
        return "a row in m_" + key + ".made";
    }
}
