package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.Statement;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunOptions;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetSession;

/** Runs the statements of one step, in {@code migrating}, one after the other until one stops it. */
final class StepRun {
    private final RunLog log;
    private final Step step;
    private final BooleanSupplier stopRequested;
    private final Answers answers;
    private final Sender sender;
    private final StatementRun statements;
    private final BatchProgress progress;
    private final TargetSession session;
    private final Supplier<@Nullable Failed> during;
    private boolean checkFailed;

    /**
     * A run of one step.
     *
     * @param during what is checked after each of its statements
     */
    StepRun(
            RunLog log,
            StepCursor cursor,
            Step step,
            TargetSession session,
            BatchProgress progress,
            EnginePorts ports,
            RunOptions options,
            Supplier<@Nullable Failed> during) {
        this.log = log;
        this.during = during;
        this.step = step;
        this.progress = progress;
        this.session = session;
        this.stopRequested = options.stopRequested();
        if (SessionStatements.askForInsertId(step.statements())) {
            session.keepInsertId();
        }
        Instant deadline = log.worked().plus(step.timeout());
        this.sender = new Sender(log, step.address(), deadline, log::worked, stopRequested);
        this.answers = new Answers(log, step, stopRequested, sender::late);
        this.statements =
                new StatementRun(log, cursor, step, session, progress, ports, sender, answers, options.imageLimit());
    }

    /** Sends everything. What was done last is in the writes that the caller commits with the next move. */
    @Nullable
    Failed run() {
        progress.begins(step, session);
        int of = step.statements().size();
        for (int i = 0; i < of; i++) {
            Statement statement = step.statements().get(i);
            Problem problem = stops(statement);
            Failed failed = problem == null ? null : new Failed(problem, step.rollbackClass());
            if (failed == null) {
                Instant began = log.worked();
                log.tell(new RunEvent.StatementStarted(step.address(), i + 1, of, Answers.summary(statement)));
                sender.begins(i + 1);
                problem = send(statement);
                failed = problem == null ? null : new Failed(problem, step.rollbackClass());
                if (failed == null) {
                    long millis = Duration.between(began, log.worked()).toMillis();
                    log.tell(new RunEvent.StatementDone(step.address(), i + 1, of, millis));
                    failed = during.get();
                    checkFailed = failed != null;
                }
            }
            if (failed != null) {
                statements.flush();
                return failed;
            }
        }
        return null;
    }

    private @Nullable Problem send(Statement statement) {
        try {
            return statements.send(statement);
        } catch (ServerRefused | ConnectionLost e) {
            // What the statement before it has done is known: the way back need not guess.
            try {
                statements.flush();
            } catch (ServerRefused | ConnectionLost unwritten) {
                e.addSuppressed(unwritten);
            }
            throw e;
        }
    }

    private @Nullable Problem stops(Statement next) {
        if (stopRequested.getAsBoolean()) {
            return answers.stopped(next);
        }
        return sender.late() ? answers.timeout(next, "it ran out of time before this statement") : null;
    }

    /**
     * Whether what stopped the step passes by itself and nothing of it has taken effect, so that it may be tried again
     * from its first statement. An error proves neither: what the statement names is looked at.
     */
    boolean mayBeTriedAgain() {
        return !checkFailed && statements.mayBeTriedAgain();
    }

    /** Whether the server was not yet given any statement, and nothing is being written down about one. */
    boolean onlyLooked() {
        return statements.onlyLooked();
    }

    /** What is not yet durable: the last statement's outcome. */
    List<Write> pending() {
        return statements.pending();
    }

    /** How many tables it named. */
    int tables() {
        return statements.tables();
    }
}
