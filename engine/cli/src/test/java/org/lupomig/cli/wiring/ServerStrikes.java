package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.Engine;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.model.Action;
import org.lupomig.testkit.model.DeadRun;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;

/**
 * What happens to processes. Who is killed gets no further in this process, and loses all its sessions; who is
 * overtaken loses them to another command, and goes on; who is silent keeps them until its locks have expired.
 */
final class ServerStrikes {
    private static final String LOCKS = "lupomig_ephemeral.lupo_locks";

    private final TestDatabase database;
    private final ModelSchemas schemas;
    private final ReferenceModel model;
    private final ServerCommands commands;

    ServerStrikes(TestDatabase database, ModelSchemas schemas, ReferenceModel model, ServerCommands commands) {
        this.database = database;
        this.schemas = schemas;
        this.model = model;
        this.commands = commands;
    }

    /** Which of the points that a run or rollback of a batch has. */
    int point(Action action, String command) {
        int points = schemas.points(command, ReferenceModel.BATCHES.get(action.batch()));
        return 1 + action.point() * points / Action.CALLS;
    }

    /** A process is killed: what it has left stays so until another command comes. */
    String killed(
            Action action,
            DeadRun.Kind kind,
            Batch batch,
            Function<Engine, RunReport> command,
            Supplier<List<String>> going)
            throws SQLException {
        boolean inRecovery = model.dead != null;
        long before = commands.lastRun();
        int point = point(action, kind == DeadRun.Kind.ROLLBACK ? "rollback" : "run");
        Halt halt = Halt.dying(kind == DeadRun.Kind.PURGE ? 1 + point / 3 : point, () -> Failure.endSessions(database));
        String said;
        try {
            said = "not killed: " + commands.give(halt, command).result();
        } catch (Halt.Killed e) {
            said = "";
        }
        StoreAtRest.assertNoSession(database, said);
        commands.look();
        begun(before, kind, batch, going);
        if (!said.isEmpty()) {
            commands.count("ended before");
            return said;
        }
        boolean again = inRecovery && model.dead != null && commands.lastRun() == before;
        commands.count(again ? "killed in recovery" : "killed");
        return "killed at point " + point + (model.dead == null ? ", which left nothing" : ", dead is " + model.dead);
    }

    private void begun(long before, DeadRun.Kind kind, Batch batch, Supplier<List<String>> going) {
        long own = commands.lastRun();
        if (own > before) {
            Batch died = kind == DeadRun.Kind.ROLLBACK ? commands.batchOf(own) : batch;
            commands.died(new DeadRun(own, kind, died, going.get(), false));
        }
    }

    /** Its sessions are ended, and another command ends what it has begun; then it goes on. */
    String overtaken(Action action, Batch batch) {
        long before = commands.lastRun();
        int point = point(action, "run");
        Halt halt = new Halt(point, () -> {
            Failure.endSessions(database);
            RunReport recovery = commands.give(engine -> engine.recover(ServerCommands.PATIENCE));
            assertThat(recovery.result()).as("%s", recovery).isIn(Result.DONE, Result.NOTHING_TO_DO);
            model.unstuck();
        });
        RunReport report = commands.give(halt, commands.running(batch));
        commands.look();
        begun(before, DeadRun.Kind.RUN, batch, List::of);
        boolean struck = halt.passed() >= point;
        commands.count(struck ? "overtaken" : "ended before");
        assertThat(model.dead).as("%s", report).isNull();
        return (struck ? "overtaken: " : "not overtaken: ") + report.result();
    }

    /**
     * It gives no sign of life until its locks have expired, and another command has taken them over; then it goes on,
     * and sends nothing more.
     */
    String silent(Action action, Batch batch) {
        Silence silence = new Silence(action, batch);
        RunReport report = commands.give(new Halt(point(action, "run"), silence::falls), commands.running(batch));
        if (silence.said == null) {
            commands.count("ended before");
            return "not silent: " + commands.ranTo(batch, report, null);
        }
        String said = "silent, " + action.taker() + ": " + silence.said + "; then ";
        boolean lost = report.problems().stream()
                .anyMatch(problem -> Set.of(EngineMessage.LOCK_LOST, EngineMessage.CONNECTION_LOST)
                        .contains(problem.type()));
        if (silence.hadEnded) {
            commands.count("silent when it had ended");
            return said + report;
        } else if (silence.hadBegun || lost) {
            assertThat(report.result()).as("%s%s", said, report).isEqualTo(Result.BROKEN);
            assertThat(lost).as("%s%s", said, report).isTrue();
            commands.count(silence.hadBegun ? "fenced in its run" : "fenced before it");
            return said + "it hears that its locks are lost";
        }
        commands.count("silent without a lock");
        return said + commands.ranTo(batch, report, null);
    }

    private final class Silence {
        final Action action;
        final Batch batch;
        final long before = commands.lastRun();

        @Nullable
        String said;

        boolean hadBegun;
        boolean hadEnded;

        Silence(Action action, Batch batch) {
            this.action = action;
            this.batch = batch;
        }

        void falls() {
            long own = commands.lastRun();
            if (own > before) {
                hadEnded = commands.hasEnded(own);
                hadBegun = !hadEnded;
                commands.died(new DeadRun(own, DeadRun.Kind.RUN, batch, List.of(), false));
            }
            List<String> tokens =
                    commands.query("SELECT DISTINCT owner_token FROM " + LOCKS + " WHERE lock_type = 'holder'");
            said = whileExpired(tokens, CompletableFuture.supplyAsync(() -> switch (action.taker()) {
                case RECOVERS -> commands.restarted();
                case RUNS_SAME -> runs(batch);
                case RUNS_NEXT -> runs(ReferenceModel.next(batch));
            }));
            assertThat(model.dead).as(said).isNull();
        }

        private String runs(Batch other) {
            return commands.ranTo(other, commands.give(commands.running(other)), null);
        }
    }

    /** No sign of life of these counts, until something is done. */
    private String whileExpired(List<String> tokens, CompletableFuture<String> done) {
        try {
            while (true) {
                for (String token : tokens) {
                    database.execute("UPDATE " + LOCKS + " SET expires_ymdhis = 20200101000000 WHERE owner_token = '"
                            + token + "'");
                }
                try {
                    return done.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // once more
                }
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
