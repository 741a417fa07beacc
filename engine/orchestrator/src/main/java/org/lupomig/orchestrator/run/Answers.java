package org.lupomig.orchestrator.run;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.StatementOutcome;

/** What the server's answers mean for a step, in words for people. */
final class Answers {
    private final RunLog log;
    private final Step step;
    private final BooleanSupplier stopRequested;
    private final BooleanSupplier late;

    /**
     * What the answers to a step's statements mean.
     *
     * @param late whether the step's time is up
     */
    Answers(RunLog log, Step step, BooleanSupplier stopRequested, BooleanSupplier late) {
        this.log = log;
        this.step = step;
        this.stopRequested = stopRequested;
        this.late = late;
    }

    /** Why a statement stops its step; null where it was accepted. */
    @Nullable
    Problem problem(Statement statement, StatementOutcome outcome) {
        if (outcome instanceof StatementOutcome.Refused refused) {
            if (refused.code() == StatementOutcome.Refused.OUT_OF_TIME && late.getAsBoolean()) {
                return timeout(statement, refused.message());
            } else if (refused.isOvertaken()) {
                return Overtaken.problem(statement, refused.message());
            }
            return Problem.at(statement.location(), said(refused), summary(statement), words(statement, refused));
        } else if (outcome instanceof StatementOutcome.Withheld) {
            return stopped(statement);
        } else if (outcome instanceof StatementOutcome.LockTimeout waited) {
            return stopRequested.getAsBoolean() ? stopped(statement) : timeout(statement, waited.reason());
        } else if (outcome instanceof StatementOutcome.Lost lost) {
            return Problem.at(statement.location(), EngineMessage.CONNECTION_LOST, lost.message());
        }
        return null;
    }

    /** A refusal, one clause. One without a number is our own: what was looked for before it would have been sent. */
    static String words(Statement statement, StatementOutcome.Refused refused) {
        return (refused.code() == 0 ? "" : "the server says " + refused.code() + " ")
                + Quotation.of(statement, refused.message());
    }

    private static EngineMessage said(StatementOutcome.Refused refused) {
        if (refused.code() == StatementOutcome.Refused.ENDED) {
            return EngineMessage.STATEMENT_ENDED;
        }
        return NoRoom.is(refused) ? EngineMessage.DISK_FULL : EngineMessage.STATEMENT_FAILED;
    }

    /** The step's time is up. */
    Problem timeout(Statement statement, String detail) {
        return Problem.at(
                statement.location(),
                EngineMessage.WAITED_TOO_LONG,
                step.address(),
                step.timeout().toSeconds() + " s",
                detail);
    }

    /** Whether somebody has asked to stop. */
    boolean isStopped() {
        return stopRequested.getAsBoolean();
    }

    /** Somebody asked to stop, or has declared an emergency. */
    Problem stopped(Statement statement) {
        return Problem.at(statement.location(), EngineMessage.STOPPED, log.whyStopped());
    }

    /** What one says that is no acceptance, one clause. */
    static String reason(StatementOutcome outcome) {
        return outcome instanceof StatementOutcome.LockTimeout waited
                ? waited.reason()
                : outcome instanceof StatementOutcome.Refused refused
                        ? "the server says " + refused.code() + " " + refused.message()
                        : String.valueOf(outcome);
    }

    /** A schema, table, column, key, routine, trigger or event of that name exists. */
    static boolean isTaken(int code) {
        return switch (code) {
            case 1007, 1050, 1060, 1061, 1304, 1359, 1396, 1537 -> true;
            default -> false;
        };
    }

    /** A statement in a few words: its kind, and what it changes first. */
    static String summary(Statement statement) {
        String what = statement.touches().stream()
                .filter(t -> t.access() != Touch.Access.READS)
                .map(t -> t.table() == null
                        ? String.valueOf(t.schema())
                        : new ObjectName(t.schema(), t.table()).toString())
                .findFirst()
                .orElse("");
        return what.isEmpty() ? statement.fact().kind() : statement.fact().kind() + " " + what;
    }
}
