package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout.Behind;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.Overtaken;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Sender;
import org.lupomig.orchestrator.run.StepCursor;

/**
 * Sends single statements of a way back, with their intents before and their answers behind them in the journal. One
 * that waits for a lock is tried again; one that is withheld is sent when its turn has come.
 */
final class UndoSender {
    /** How long one statement may wait for locks before a person is asked. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final StatementOutcome ENDED = new StatementOutcome.Accepted(0, List.of());

    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private final Likeness likeness;
    private int ordinal;

    UndoSender(RunLog log, StepCursor cursor, TargetSession session, Likeness likeness) {
        this.log = log;
        this.cursor = cursor;
        this.session = session;
        this.likeness = likeness;
    }

    /** The number of the next statement of a derived undo. */
    int next() {
        return ++ordinal;
    }

    /** How many statements of a derived undo were sent so far. */
    int sent() {
        return ordinal;
    }

    /**
     * One sending.
     *
     * @param counted the rows of a table that it changed, where they were counted
     */
    record Attempt(StatementOutcome outcome, @Nullable Counted counted) {}

    /**
     * Journals, sends, journals.
     *
     * @param work what it does, for the journal
     * @param before what all that it names was just seen to look like
     * @param marks more for the journal
     * @param looks whether it is sent again only onto what was there when it was first sent
     */
    UndoSteps.Sent send(
            int number,
            Work work,
            Snapshot before,
            String sql,
            Map<String, Object> marks,
            boolean looks,
            Supplier<Attempt> attempt) {
        StatementIntent intent =
                new StatementIntent(number, sql, "", session.defaultSchema(), session.context(), work, before);
        Map<String, Object> data = new LinkedHashMap<>(intent.toJson());
        data.putAll(marks);
        log.commit(List.of(cursor.note(Kind.UNDO_INTENT, 0, data)));
        Instant began = log.worked();
        Sender sender = patient(began);
        Counted[] counted = new Counted[1];
        Supplier<StatementOutcome> once = () -> {
            Attempt made = attempt.get();
            counted[0] = made.counted();
            return made.outcome();
        };
        StatementOutcome outcome = sender.send(
                "the undo, " + work.summary(), looks ? new Overtaken(session, before, likeness, once) : once);
        if (outcome instanceof StatementOutcome.Withheld) {
            log.commit(List.of(cursor.note(Kind.UNDO_DONE, 0, unsent(number, marks))));
            log.hold();
            return again(work, before, sql, marks, looks, attempt);
        }
        boolean unsent = outcome instanceof StatementOutcome.LockTimeout waited && !waited.begun();
        if (unsent) {
            log.gaveUp();
        }
        Refusal refusal = Refusal.in(outcome);
        long millis = Duration.between(began, log.worked()).toMillis();
        UndoneMark mark = new UndoneMark(number, counted[0]);
        Map<String, Object> result = new LinkedHashMap<>(mark.toJson());
        result.putAll(marks);
        result.putAll(ScriptTrail.answer(Refusal.textOf(refusal)));
        if (unsent || (outcome instanceof StatementOutcome.Refused refused && refused.isOvertaken())) {
            // At once: what others do next to what they change must not be taken for what this would have done.
            result.putAll(Removals.unsent());
            log.commit(List.of(cursor.note(Kind.UNDO_DONE, millis, result)));
        } else {
            log.later(List.of(cursor.note(Kind.UNDO_DONE, millis, result)));
        }
        return new UndoSteps.Sent(refusal, counted[0]);
    }

    /**
     * Goes on with something that has waited for a lock half way, with growing pauses, until that comes to an end or
     * has taken too long.
     *
     * @param first what it waited for in vain
     * @param attempt goes on from what is there; gives what it waited for in vain then, null where it has come to an
     *     end
     */
    void resuming(
            String what, StatementOutcome.LockTimeout first, Supplier<StatementOutcome.@Nullable LockTimeout> attempt) {
        boolean[] tried = {false};
        Supplier<StatementOutcome> next = () -> {
            StatementOutcome.LockTimeout waited = tried[0] ? attempt.get() : first;
            tried[0] = true;
            return waited == null ? ENDED : waited.behind(Behind.NOTHING);
        };
        // What is half way is tried for as long, however long others of a group have waited in vain.
        Sender sender = new Sender(log, cursor.address(), log.worked().plus(PATIENCE), log::worked, () -> false);
        if (sender.send(what, next) instanceof StatementOutcome.LockTimeout) {
            log.gaveUp();
        }
    }

    private Sender patient(Instant began) {
        // Where another one has waited in vain meanwhile, this one has been tried once.
        BooleanSupplier gaveUp = () -> log.patience(PATIENCE).isZero();
        return new Sender(log, cursor.address(), began.plus(log.patience(PATIENCE)), log::worked, gaveUp);
    }

    private static Map<String, Object> unsent(int number, Map<String, Object> marks) {
        Map<String, Object> data = new LinkedHashMap<>(new UndoneMark(number, null).toJson());
        data.putAll(marks);
        data.putAll(ScriptTrail.answer("it was not sent"));
        data.putAll(Removals.unsent());
        return data;
    }

    /** Sends what was withheld, onto what was there when it was to be sent. */
    private UndoSteps.Sent again(
            Work work,
            Snapshot before,
            String sql,
            Map<String, Object> marks,
            boolean looks,
            Supplier<Attempt> attempt) {
        Snapshot now = before.again(session);
        String difference = looks ? likeness.difference(before, now) : "";
        return difference.isEmpty()
                ? send(next(), work, now, sql, marks, looks, attempt)
                : new UndoSteps.Sent(Refusal.in(StatementOutcome.Refused.overtaken(difference)), null);
    }
}
