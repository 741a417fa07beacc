package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Sender;
import org.lupomig.orchestrator.run.StepCursor;

/** Sends the statements of a way back: each is journaled before it is sent and after it was answered. */
final class UndoSteps {
    /** How long one statement may wait for locks before a person is asked. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A statement that has its locks is let work: ending it would only leave more to undo. */
    private static final Duration LIMIT = Duration.ofDays(7);

    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private int ordinal;

    UndoSteps(RunLog log, StepCursor cursor, TargetSession session) {
        this.log = log;
        this.cursor = cursor;
        this.session = session;
    }

    TargetSession session() {
        return session;
    }

    /** How many statements of a derived undo were sent so far. */
    int sent() {
        return ordinal;
    }

    /**
     * Journals, sends, journals.
     *
     * @param work what it does, for the journal
     * @return why the server would not, or null where it did
     */
    @Nullable
    String send(Work work, TargetOperation operation, String sql) {
        return send(++ordinal, work, operation, sql, Map.of(), () -> null);
    }

    /**
     * Journals, sends, journals a statement of the author's undo.
     *
     * @param number its place in the script
     * @param counted counts rows again, once it was accepted
     */
    @Nullable
    String send(int number, Work work, TargetOperation operation, String sql, Supplier<@Nullable Counted> counted) {
        return send(number, work, operation, sql, ScriptTrail.marks(number), counted);
    }

    /** Journals that a statement of the author's undo, sent by a run that died, has taken effect. */
    void found(UndoneMark mark) {
        Map<String, Object> data = new LinkedHashMap<>(mark.toJson());
        data.putAll(ScriptTrail.marks(mark.ordinal()));
        data.putAll(ScriptTrail.answer(null));
        log.commit(List.of(cursor.note(Kind.UNDO_DONE, 0, data)));
    }

    private @Nullable String send(
            int number,
            Work work,
            TargetOperation operation,
            String sql,
            Map<String, Object> marks,
            Supplier<@Nullable Counted> counted) {
        Snapshot before = Snapshot.read(session, work.objects(), work.schemas());
        StatementIntent intent =
                new StatementIntent(number, sql, "", session.defaultSchema(), session.context(), work, before);
        Map<String, Object> data = new LinkedHashMap<>(intent.toJson());
        data.putAll(marks);
        log.commit(List.of(cursor.note(Kind.UNDO_INTENT, 0, data)));
        Instant began = log.now();
        Sender sender = new Sender(log, cursor.address(), began.plus(PATIENCE), () -> false);
        String refusal = refusal(sender.send("the undo, " + work.summary(), () -> session.execute(operation, LIMIT)));
        long millis = Duration.between(began, log.now()).toMillis();
        UndoneMark mark = new UndoneMark(number, refusal == null ? counted.get() : null);
        Map<String, Object> result = new LinkedHashMap<>(mark.toJson());
        result.putAll(marks);
        result.putAll(ScriptTrail.answer(refusal));
        log.commit(List.of(cursor.note(Kind.UNDO_DONE, millis, result)));
        return refusal;
    }

    private static @Nullable String refusal(StatementOutcome outcome) {
        if (outcome instanceof StatementOutcome.Refused refused) {
            return "the server says " + refused.code() + " " + refused.message();
        } else if (outcome instanceof StatementOutcome.LockTimeout waited) {
            return "it waited too long: " + waited.reason();
        } else if (outcome instanceof StatementOutcome.Lost lost) {
            // Nothing is known, and nobody has to mend anything: the next command looks, and goes on.
            throw new ConnectionLost(lost.message(), new IllegalStateException("in an undo"));
        }
        return null;
    }
}
