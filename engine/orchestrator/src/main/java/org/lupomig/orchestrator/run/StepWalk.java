package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation.Phase;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.BatchNotes;
import org.lupomig.orchestrator.evidence.PinsJson;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.validation.Checker;

/**
 * Walks one step from {@code idle} to {@code validating_post}, where it waits for its commit point.
 *
 * <p>Where it stands is durable before anything is tried there: before the author is asked something, and before a
 * statement is sent. Moves between which nothing is tried are made durable together.
 */
final class StepWalk {
    /** How long to wait for the server to let go of the session of an attempt that was lost. */
    private static final Duration SESSION_PATIENCE = Duration.ofMinutes(1);

    private final EnginePorts ports;
    private final RunLog log;
    private final Step step;
    private final StepCursor cursor;
    private final Checks checks;
    private final RunOptions options;
    private final BatchProgress progress;

    StepWalk(
            EnginePorts ports,
            RunLog log,
            Step step,
            StepCursor cursor,
            Checks checks,
            RunOptions options,
            BatchProgress progress) {
        this.ports = ports;
        this.log = log;
        this.step = step;
        this.cursor = cursor;
        this.checks = checks;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Walks.
     *
     * @param requirements what it waits for
     * @param ofBatch the checks of its batch
     * @return what stopped it; null where it waits, or is skipped
     */
    @Nullable
    Failed walk(Requirements requirements, BatchChecks ofBatch) {
        if (cursor.state() == State.FAILED) {
            cursor.move(Event.RETRIED);
        }
        cursor.moveLater(Event.BEGUN, "", PinsJson.write(step.pins()), List.of(progress.write("preparing")));
        Problem problem = requirements.missing(step);
        if (problem != null) {
            return refused(problem);
        }
        Expression when = step.when();
        if (when != null) {
            log.flush();
            Checker.When found = checks.checker().when(when);
            if (!found.problem().isEmpty()) {
                return refused(Problem.at(
                        step.location(),
                        EngineMessage.EXPECTATION_UNREADABLE,
                        "when of " + step.address(),
                        found.problem()));
            }
            if (!found.holds()) {
                cursor.moveLater(Event.SKIPPED, "", Map.of(), List.of());
                log.tell(new RunEvent.Skipped(step.address()));
                progress.skipped(step.address());
                return null;
            }
        }
        cursor.moveLater(Event.PREPARED, "", Map.of(), List.of());
        return validateAndMigrate(ofBatch);
    }

    private @Nullable Failed validateAndMigrate(BatchChecks ofBatch) {
        if (!step.validations().isEmpty()) {
            log.flush();
        }
        Map<String, String> before = checks.checker().before(step.validations());
        if (!before.isEmpty()) {
            log.commit(List.of(cursor.note(JournalEntry.Kind.BEFORE, 0, BatchNotes.beforeToJson(before))));
        }
        Instant began = log.now();
        Failed failed = ofBatch.pre(step);
        if (failed == null) {
            failed = checks.make(step.validations(), Phase.PRE, step.address(), before, began);
        }
        if (failed == null && options.stopRequested().getAsBoolean()) {
            failed = new Failed(
                    Problem.at(step.location(), EngineMessage.STOPPED, log.whyStopped()), step.rollbackClass());
        }
        if (failed != null) {
            return refused(failed);
        }
        cursor.moveLater(
                Event.CLEARED,
                "",
                AuthoredStatement.toJson(step.undo(), ports.statements()),
                List.of(progress.write("migrating")));
        Supplier<@Nullable Failed> during =
                () -> checks.make(step.validations(), Phase.DURING, step.address(), before, began);
        failed = migrate(during);
        if (failed == null) {
            failed = checks.make(step.validations(), Phase.POST, step.address(), before, began);
        }
        return failed != null ? failed : ofBatch.during();
    }

    private @Nullable Failed migrate(Supplier<@Nullable Failed> during) {
        Retries retries = new Retries(log, cursor, step.retries(), options.stopRequested());
        while (true) {
            Stop stop = attempt(during);
            if (stop == null || !stop.passes() || !retries.again(stop.reason())) {
                return stop == null ? null : stop.said();
            }
            if (!ports.target().endSession(sessionName(), SESSION_PATIENCE, log::checkLock)) {
                return stop.said();
            }
        }
    }

    /** Sends its statements over one session; null where all of them took effect. */
    private @Nullable Stop attempt(Supplier<@Nullable Failed> during) {
        StepRun run = null;
        try (TargetSession session = TracelessSteps.open(ports.target(), sessionName(), step.statements())) {
            run = new StepRun(log, cursor, step, session, progress, ports, options, during);
            Failed failed = run.run();
            if (failed != null) {
                return new Stop(failed, null, run.mayBeTriedAgain());
            }
            progress.migrated(cursor, run.tables());
            cursor.moveLater(Event.MIGRATED, "", Map.of(), run.pending());
            session.allDone();
            return null;
        } catch (ConnectionLost e) {
            return new Stop(null, e, (run == null || run.onlyLooked()) && Passing.is(e));
        } catch (ServerRefused e) {
            return new Stop(null, e, (run == null || run.onlyLooked()) && Passing.is(e.code()));
        }
    }

    private String sessionName() {
        return log.sessionName(cursor.record().position());
    }

    /**
     * What stopped an attempt: the one or the other.
     *
     * @param passes whether it passes by itself and nothing has taken effect
     */
    private record Stop(@Nullable Failed failed, @Nullable RuntimeException thrown, boolean passes) {
        String reason() {
            return failed != null
                    ? failed.problem().message()
                    : String.valueOf(thrown == null ? null : thrown.getMessage());
        }

        @Nullable
        Failed said() {
            if (thrown != null) {
                throw thrown;
            }
            return failed;
        }
    }

    private Failed refused(Problem problem) {
        return refused(new Failed(problem, step.rollbackClass()));
    }

    private Failed refused(Failed failed) {
        cursor.move(Event.REFUSED, failed.problem().message(), Map.of(), List.of());
        return failed;
    }
}
