package org.lupomig.orchestrator.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.claim.Ahead;

/** What a run does, told as it happens. */
public sealed interface RunEvent {
    /** A run began. */
    record RunStarted(long run, String plan, String version, int steps) implements RunEvent {}

    /**
     * The command waits for its turn, since others have claimed something in common with it; told again when that
     * changes.
     *
     * @param place its place among those who wait, from 1
     * @param ahead who goes before it, those at work first; empty where it is not known
     */
    record Queued(int place, List<Ahead> ahead) implements RunEvent {
        public Queued {
            ahead = List.copyOf(ahead);
        }
    }

    /** A batch began. */
    record BatchStarted(String plan, String batch, int steps) implements RunEvent {}

    /**
     * A step moved.
     *
     * @param byHand whether it is recorded as a person says, who has done it
     */
    record Moved(Address step, State from, State to, boolean byHand) implements RunEvent {
        /** One that we have moved ourselves. */
        public Moved(Address step, State from, State to) {
            this(step, from, to, false);
        }
    }

    /**
     * A statement is about to be sent.
     *
     * @param ordinal from 1
     */
    record StatementStarted(Address step, int ordinal, int of, String summary) implements RunEvent {}

    /** A statement was done. */
    record StatementDone(Address step, int ordinal, int of, long millis) implements RunEvent {}

    /**
     * A statement waits for a lock.
     *
     * @param statement it, in a few words
     * @param inTheWay who holds the lock, or perhaps does, which it says; empty where nothing is known
     * @param millis how long it has waited so far
     * @param detail the server's own text
     */
    record Waiting(Address step, String statement, String inTheWay, long millis, String detail) implements RunEvent {}

    /**
     * A step is tried again from its first statement, because what stopped it passes by itself.
     *
     * @param attempt from 1
     * @param of how often it may be
     * @param pauseMillis how long is waited before
     * @param reason what stopped it, one sentence
     */
    record Retrying(Address step, int attempt, int of, long pauseMillis, String reason) implements RunEvent {}

    /**
     * How far the run is, told now and then.
     *
     * @param percent hundredths of a percent
     * @param secondsLeft how long the rest will take, null where nothing is known
     */
    record Progressed(
            int stepsDone,
            int stepsTotal,
            int percent,
            @Nullable Long secondsLeft) implements RunEvent {}

    /** A check was made. */
    record Checked(Address target, String title, boolean passed, boolean warnOnly, String detail) implements RunEvent {}

    /** A step was skipped, because its {@code when} does not hold. */
    record Skipped(Address step) implements RunEvent {}

    /**
     * A step was not run, because one that it requires was not.
     *
     * @param on that one
     * @param why what became of it, a verb: it failed, or was not run either
     */
    record NotRun(Address step, Address on, String why) implements RunEvent {}

    /**
     * Something failed.
     *
     * @param target the step, or the batch with an empty step name
     * @param location the place in a plan or script that failed, null where there is none
     */
    record Failure(Address target, String message, @Nullable Location location) implements RunEvent {
        /** A failure that belongs to no place in a text. */
        public Failure(Address target, String message) {
            this(target, message, null);
        }
    }

    /** One statement was undone. */
    record Undone(Address step, String summary) implements RunEvent {}

    /**
     * An undo that an author wrote was sent in part or in vain, and what is derived goes on from there.
     *
     * @param target the step, or the batch with an empty step name
     * @param why what became of the script, beginning with a verb
     */
    record ScriptStopped(Address target, String why) implements RunEvent {
        /** The script, for people. */
        public String script() {
            return "the undo script of " + (target.step().isEmpty() ? "batch " + target.batch() : target);
        }

        /** What is told of it. */
        public String message() {
            return script() + " " + why + "; going on with the derived undo";
        }
    }

    /** An object was moved to the held schema instead of being dropped. */
    record Held(Address step, String object, String as) implements RunEvent {}

    /**
     * What was kept for the way back of a step, or for a person, is removed.
     *
     * @param removed whether it is gone; else it only would be
     */
    record Purged(Address step, String object, long bytes, boolean removed) implements RunEvent {}

    /** A dead run was found. */
    record Recovering(long run, String plan, String since) implements RunEvent {}

    /**
     * A dead run was brought to an end, or what could not be undone was tried again.
     *
     * @param whole whether it needs nobody any more
     */
    record Recovered(long run, String plan, String detail, boolean whole) implements RunEvent {}

    /** The system state was published. */
    record SystemMoved(SystemState state) implements RunEvent {}

    /** Something that a person should know and that stops nothing. */
    record Note(String message) implements RunEvent {}

    /** Something about the server that weakens what is promised, and stops nothing. */
    record Warned(Problem problem) implements RunEvent {}

    /** The run ended. */
    record RunFinished(long run, String plan, RunStatus status, String detail, long millis) implements RunEvent {}
}
