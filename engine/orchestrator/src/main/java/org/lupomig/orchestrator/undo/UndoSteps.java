package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.Sender;
import org.lupomig.orchestrator.run.StepCursor;

/** Sends the statements of a way back: each is journaled before it is sent and after it was answered. */
final class UndoSteps {
    private final RunLog log;
    private final StepCursor cursor;
    private final TargetSession session;
    private final Sender sender;
    private int ordinal;

    UndoSteps(RunLog log, StepCursor cursor, TargetSession session, Sender sender) {
        this.log = log;
        this.cursor = cursor;
        this.session = session;
        this.sender = sender;
    }

    TargetSession session() {
        return session;
    }

    /**
     * Journals, sends, journals.
     *
     * @param work what it does, for the journal
     * @param marks added to the journal's data
     * @return why the server would not, or null where it did
     */
    @Nullable
    String send(Work work, TargetOperation operation, String sql, Map<String, Object> marks) {
        ordinal++;
        Snapshot before = Snapshot.read(session, work.objects(), work.schemas());
        StatementIntent intent =
                new StatementIntent(ordinal, sql, "", session.defaultSchema(), session.context(), work, before);
        Map<String, Object> data = new java.util.LinkedHashMap<>(intent.toJson());
        data.putAll(marks);
        log.commit(List.of(cursor.note(Kind.UNDO_INTENT, 0, data)));
        Instant began = log.now();
        StatementOutcome outcome = sender.send(() -> session.execute(operation, sender.remaining()));
        Map<String, Object> result = new java.util.LinkedHashMap<>(marks);
        result.put("ordinal", (long) ordinal);
        String refusal = refusal(outcome);
        result.put("answer", refusal == null ? "accepted" : refusal);
        long millis = Duration.between(began, log.now()).toMillis();
        log.commit(List.of(cursor.note(Kind.UNDO_DONE, millis, result)));
        return refusal;
    }

    private static @Nullable String refusal(StatementOutcome outcome) {
        if (outcome instanceof StatementOutcome.Refused refused) {
            return "the server says " + refused.code() + " " + refused.message();
        } else if (outcome instanceof StatementOutcome.LockTimeout waited) {
            return "it waited too long: " + waited.message();
        } else if (outcome instanceof StatementOutcome.Lost lost) {
            return "the connection was lost: " + lost.message();
        }
        return null;
    }
}
